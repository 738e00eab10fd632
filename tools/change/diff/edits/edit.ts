import type { ContractName } from "../finding.ts";
import type { Bump } from "../verdict.ts";

/** An edit of a contract, and the verdict that it has to get. */
export interface Edit {
  readonly edit: string;
  readonly contract?: ContractName;
  /** What the contract is made to have before the edit, where today's has nothing of the kind. */
  readonly given?: { readonly from: string; readonly to: string };
  readonly from: string | RegExp;
  readonly to: string;
  readonly bump: Bump;
  /** What one of the findings says. */
  readonly says?: RegExp;
}
