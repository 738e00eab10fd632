import type { Bump } from "../verdict.ts";

/** An edit of a contract, and the verdict that it has to get. */
export interface Edit {
  readonly edit: string;
  readonly contract?: string;
  /** What the contract is made to have before the edit, where today's has nothing of the kind. */
  readonly given?: { readonly from: string; readonly to: string };
  readonly from: string | RegExp;
  readonly to: string;
  readonly bump: Bump;
  /** What one of the findings says. */
  readonly says?: RegExp;
  /** How the contract can spare callers the change. */
  readonly advice?: readonly string[];
}
