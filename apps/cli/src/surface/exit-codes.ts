/** Exit codes with their meaning, as help lists them. */
export const exitCodes = {
  0: "applied (or the dry run was printed)",
  1: "internal error, a bug of aom-workflow; or the output could not be written",
  2: "bad usage or input, or not confirmed; nothing was sent",
  3: "not sent: no connection",
  4: "no credentials, or refused for authentication or permission; nothing was done",
  5: "rejected by the service; nothing was done",
  6: "outcome unknown: may have been applied; look before you try again",
  130: "interrupted by Ctrl-C; the message says what is known (143: SIGTERM)",
} as const;
