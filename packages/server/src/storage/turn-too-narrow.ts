/** Found out inside a shared turn: what is to be written hangs on more than its names. */
export class TurnTooNarrow extends Error {
  override readonly name = 'TurnTooNarrow';
}
