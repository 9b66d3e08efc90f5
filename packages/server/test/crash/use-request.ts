/** The `number`th change: always the same request under the same key. */
export function useRequest(accessToken: string, number: number): Request {
  return new Request('http://norte.example/v1/tickets/t-1/products', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      'idempotency-key': `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    },
    body: JSON.stringify({ productId: 'drop', quantity: 0.001, mode: 'sale' }),
  });
}
