import { expect, it } from "vitest";
import { isConnectError } from "../connect-errors.ts";
import { rawServer } from "../raw-server.test-support.ts";
import { connect } from "./connect.ts";

it("a server that accepts and then says nothing in the handshake is given up in time, as not sent, and let go", async () => {
  const server = await rawServer(() => {});
  try {
    const settings = { proxy: false, secureContext: () => undefined, connectTimeoutMs: 50 } as const;
    const error = await connect(new URL(`https://127.0.0.1:${server.port}`), settings, undefined).catch((error) => error);
    expect(error).toMatchObject({ code: "ETIMEDOUT", message: "No connection within 0.05 s." });
    expect(isConnectError(error)).toBe(true);
    await expect.poll(() => server.open.size).toBe(0);
  } finally {
    await server.close();
  }
});
