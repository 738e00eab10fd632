/** The contract itself is wrong; the message says where and is meant for the person who edits it. */
export class ContractError extends Error {
  override name = "ContractError";
}
