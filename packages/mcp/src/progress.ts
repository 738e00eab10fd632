import type { ServerContext } from "@modelcontextprotocol/server";

export function progressTo({ mcpReq: { _meta, notify } }: ServerContext): (ended: number, planned: number) => void {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return () => {};
  return (progress, total) => {
    const params = { progressToken, progress, total, message: `${progress} of ${total} actions have ended` };
    // The client may have disconnected.
    void notify({ method: "notifications/progress", params }).catch(() => {});
  };
}
