import { PassThrough } from "node:stream";
import type { AgentOptions, Loose, World } from "./world.ts";

/** Calls tools in the wire format of 2026-07-28, with anything that a client should not send. */
export async function rawClient(agent: World["agent"], options: AgentOptions) {
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  await agent({ ...options, stdin, stdout, connects: false });
  const waiting = new Map<number, (result: Loose) => void>();
  let rest = "";
  stdout.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const { id, result, error } = JSON.parse(line);
      waiting.get(id)?.(result ?? error);
    }
  });
  let id = 0;
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": { name: "raw", version: "1" },
    "io.modelcontextprotocol/clientCapabilities": { elicitation: { form: {} } },
  };
  return (name: string, args: object, more: object): Promise<Loose> =>
    new Promise((resolve) => {
      waiting.set(++id, resolve);
      const params = { name, arguments: args, ...more, _meta };
      stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params })}\n`);
    });
}
