import { callWith } from "./fetch-token.ts";

/** The same over a connection of its own each time, as whoever must not send twice has to ask of a `fetch`. */
export const call = () => callWith({ connection: "close" });
