import type { Column } from "./table.ts";

/** The state as we read it, with the vendor's word where that is another. */
export function stateText(state: string, word: string | undefined): string {
  return word === undefined || word === state ? state : `${state} (${word})`;
}

interface State {
  readonly state: string;
  readonly word: string | undefined;
}

/** A column of states; without the vendor's word where there is too little room, but for a word that is not known. */
export function stateColumn<Row>(stateOf: (row: Row) => State): Column<Row> {
  const whole = ({ state, word }: State) => stateText(state, word);
  const short = (state: State) => (state.state === "unknown" ? whole(state) : state.state);
  const title = "STATE";
  return { title, cell: (row) => whole(stateOf(row)), shorter: [{ title, cell: (row) => short(stateOf(row)) }], isKept: true };
}
