/** A region of the vendor. */
export interface Region {
  readonly endpoint: string;
  /** Are workflows available there? The service itself may be present even if they are not. */
  readonly open: boolean;
}
