/** Exit codes with their meaning, as help lists them. */
export const exitCodes = {
  0: "applied (or the dry run was printed)",
  1: "internal error, a bug of aom-workflow; nothing was sent",
  2: "bad usage or input, or not confirmed; nothing was sent",
  3: "not sent: no connection",
  4: "no credentials, or refused for authentication or permission; nothing was done",
  5: "rejected by the service; nothing was done",
  6: "outcome unknown: may have been applied; look before you try again",
  7: "done, but the output could not be written; stderr has it",
  129: "interrupted by SIGHUP: the connection to the terminal is gone; as 130",
  130: "interrupted by Ctrl-C (SIGINT): may have been applied; the message says what is known",
  131: "interrupted by SIGQUIT; as 130",
  143: "interrupted by SIGTERM; as 130",
} as const;
