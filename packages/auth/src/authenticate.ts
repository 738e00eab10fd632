/** What authenticates requests. Made by `accessKey`, `token` and their like; taken by whatever sends requests. */
export interface Authenticate {
  /** Adds credentials to the request: sets headers on it and returns it (or returns another). Called once per attempt, on the exact request that is sent. */
  (request: Request): Request | Promise<Request>;
  /** The server called the credentials expired: forget them. Resolves to whether other ones can be had. */
  renew?(): boolean | Promise<boolean>;
}
