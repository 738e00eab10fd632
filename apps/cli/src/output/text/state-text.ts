/** The state as we read it, with the vendor's word where that is another. */
export function stateText(state: string, word: string | undefined): string {
  return word === undefined || word === state ? state : `${state} (${word})`;
}
