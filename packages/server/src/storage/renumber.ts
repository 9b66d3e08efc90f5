/**
 * A compiled statement whose parameters stand elsewhere: `placeOf` says where the first, the second and so on went. The compiler writes values as
 * parameters and quotes names: what looks like a parameter is one.
 */
export function renumber(sql: string, placeOf: (number: number) => number): string {
  let counted = 0;
  return sql.replace(/([?$])(\d*)/g, (_, sign: string, number: string) => {
    counted += 1;
    return `${sign}${placeOf(number === '' ? counted : Number(number))}`;
  });
}
