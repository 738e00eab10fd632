import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import type { Era, Loose } from "../world.ts";

/** The target of the server. */
export interface Place {
  readonly endpoint: string;
  readonly projectId: string;
  readonly state: string;
}

/** An agent with a server of its own behind a real pipe. */
export interface PipedAgent {
  readonly pid: number;
  /** Calls a tool. @throws if the server ends before it has responded */
  readonly call: (name: string, args: object) => Promise<Loose>;
  readonly close: () => Promise<void>;
}

interface PipedOptions {
  readonly era: Era;
  /** Called when the user is asked, who then accepts. */
  readonly onQuestion?: (pid: number) => void;
  /** A command that starts the server, such as strace. */
  readonly before?: readonly string[];
  /** Default: the sources. */
  readonly program?: string;
}

export async function pipedAgent(
  { endpoint, projectId, state }: Place,
  { era, onQuestion = () => {}, before = [], program = join(import.meta.dirname, "serve.ts") }: PipedOptions,
): Promise<PipedAgent> {
  const server = [...before, process.execPath, "--no-warnings", program, endpoint, projectId];
  const [command = "", ...args] = server;
  // With one thread for files, system calls come in the same order each time.
  const env = { UV_THREADPOOL_SIZE: "1", PATH: process.env.PATH ?? "", HOME: state, XDG_STATE_HOME: state };
  const transport = new StdioClientTransport({ command, args, env, stderr: "inherit" });
  const client = new Client(
    { name: "kill", version: "1" },
    { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: era === "2026-07-28" ? { pin: era } : "legacy" } },
  );
  client.setRequestHandler("elicitation/create", async () => {
    onQuestion(transport.pid ?? 0);
    return { action: "accept", content: {} };
  });
  await client.connect(transport);
  return {
    pid: transport.pid ?? 0,
    // A client that gives up cancels, and that closes the plan.
    call: async (name, args) =>
      (await client.callTool({ name, arguments: args as never }, { timeout: 120_000 })).structuredContent as Loose,
    close: () => client.close(),
  };
}
