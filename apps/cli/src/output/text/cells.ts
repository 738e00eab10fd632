import type { NodeState } from "@aom-workflow/client";
import type { Column } from "./table.ts";

/** A time for people, in the zone of this machine: `2026-01-31 08:00:00 +08:00`. */
export function localTime(time: Date | undefined): string {
  if (time === undefined) return "";
  const offset = -time.getTimezoneOffset();
  const local = new Date(time.getTime() + offset * 60_000).toISOString();
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${local.slice(0, 10)} ${local.slice(11, 19)} ${offset < 0 ? "-" : "+"}${two(hours)}:${two(minutes)}`;
}

/** The same to the minute and without the zone, for a table whose heading has {@link zoneOf}. */
export function localMinute(time: Date | undefined): string {
  return localTime(time).slice(0, 16);
}

/** The zone of this machine at a time: `+08:00`. */
export function zoneOf(time: Date): string {
  return localTime(time).slice(20);
}

/** A column of times: without seconds and with the zone in the head where that does not fit, then without the year. */
export function timeColumn<Row>(title: string, timeOf: (row: Row) => Date | undefined): Column<Row> {
  return {
    title,
    cell: (row) => localTime(timeOf(row)),
    get shorter() {
      const zone = zoneOf(new Date());
      return [
        { title: `${title} (${zone})`, cell: (row: Row) => localMinute(timeOf(row)) },
        { title: `${title} ${zone.replace(/:00$/, "")}`, cell: (row: Row) => localMinute(timeOf(row)).slice(5) },
      ];
    },
  };
}

/** For people: `2 min 3 s`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** How long something took, or has been running for. */
export function tookOf({ meaning, startedAt, endedAt }: Pick<NodeState, "meaning" | "startedAt" | "endedAt">, now = new Date()): string {
  const end = endedAt ?? (meaning === "running" || meaning === "stopping" ? now : undefined);
  return startedAt && end ? durationText(end.getTime() - startedAt.getTime()) : "";
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

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
