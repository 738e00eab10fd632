/** A region of the vendor. */
export interface Region {
  readonly endpoint: string;
  /** Is the workflow function open there? The service itself may be present where the function is not. */
  readonly open: boolean;
}
