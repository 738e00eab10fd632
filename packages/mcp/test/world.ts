import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { createClient } from "@aom-workflow/client";
import { type Fault, type Simulator, startSimulator, type WorkflowSeed } from "@aom-workflow/mock";
import { type FileJournal, openJournal } from "@aom-workflow/plan/node";
import { Client, type ElicitResult } from "@modelcontextprotocol/client";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { onTestFinished } from "vitest";
import { type ServeOptions, serve } from "../src/index.ts";

export const projectId = "0123456789abcdef0123456789abcdef";

export type Era = "2025-11-25" | "2026-07-28";
export const eras: readonly Era[] = ["2025-11-25", "2026-07-28"];

/** JSON whose properties a test reads. */
export type Loose = ReturnType<typeof JSON.parse>;

/** The result of a tool. */
export interface Answered {
  readonly isError?: boolean;
  readonly structuredContent: Loose;
}

/** An agent: a client of the protocol, and the questions to its user. */
export interface Agent {
  readonly client: Client;
  readonly questions: string[];
  readonly errors: unknown[];
  /** Fulfilled when the server has ended. */
  readonly ended: Promise<void>;
  readonly call: (name: string, args: object, options?: object) => Promise<Answered>;
  /** Ends the server's input, as a client that disconnects does. */
  readonly hangUp: () => void;
}

export interface AgentOptions extends Partial<Omit<ServeOptions, "stdin" | "stdout">> {
  readonly stdin?: PassThrough;
  readonly stdout?: PassThrough;
  readonly era?: Era;
  /** Whether the client connects at once. Default: true. */
  readonly connects?: boolean;
  /** What the user answers; without it the client cannot ask. The signal says that the server no longer asks. */
  readonly user?: ElicitResult["action"] | ((signal: AbortSignal) => Promise<ElicitResult["action"]>) | undefined;
}

export interface World {
  readonly service: Simulator;
  readonly env: Record<string, string>;
  readonly journal: FileJournal;
  readonly agent: (options?: AgentOptions) => Promise<Agent>;
  /** The execution of each request that acts, in order. */
  readonly sent: () => readonly string[];
  readonly item: (at: number, action?: string) => Record<string, string>;
}

/** A service with executions that stopped at node `deploy`, a journal, and agents for it. Ends with the test. */
export async function world(
  count = 3,
  { seed = {}, faultOf = () => undefined }: { seed?: Partial<WorkflowSeed>; faultOf?: (request: number) => Fault | undefined } = {},
): Promise<World> {
  let acting = 0;
  const workflows = Array.from({ length: count }, (_, at) => ({
    id: `w${at}`,
    name: `release-${at}`,
    nodes: [
      { id: "deploy", ends: "fail", failures: 1, takes: 20, hosts: [{ id: "h", name: "h" }] },
      { id: "check", takes: 60_000 },
    ],
    executions: [{ id: `e${at}`, ago: 60_000 }],
    ...seed,
  })) as WorkflowSeed[];
  const service = await startSimulator({
    clock: "real",
    seed: { workflows },
    faults: ({ request }) => (request?.target.includes("/operation?") ? faultOf(acting++) : undefined),
  });
  const env = { XDG_STATE_HOME: mkdtempSync(join(tmpdir(), "aom-workflow-mcp-")) };
  const target = { endpoint: service.url, projectId };
  const journal = await openJournal({ target, create: true, env });
  onTestFinished(async () => {
    await journal.close().catch(() => {});
    await service.close();
    rmSync(env.XDG_STATE_HOME, { recursive: true });
  });
  return {
    ...{ service, env, journal },
    agent: (options = {}) => agentOf({ service, env }, options),
    sent: () =>
      service.requests
        .filter(({ target }) => target.includes("/operation?"))
        .map(({ target }) => /executions\/([^/]+)/.exec(target)?.[1] ?? ""),
    item: (at, action = "restart") => ({ action, workflowId: `w${at}`, executionId: `e${at}`, nodeId: "deploy" }),
  };
}

async function agentOf(
  { service, env }: Pick<World, "service" | "env">,
  { era = "2026-07-28", user, connects = true, ...options }: AgentOptions,
): Promise<Agent> {
  const target = { endpoint: service.url, projectId };
  const aom = createClient({ ...target, auth: "token" });
  const journal = await openJournal({ target, env });
  const { stdin = new PassThrough(), stdout = new PassThrough() } = options;
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const ended = serve(aom, journal, { who: "alice", env, ...options, stdin, stdout, onError }).finally(() => journal.close());
  const questions: string[] = [];
  const client = new Client(
    { name: "test", version: "1" },
    {
      capabilities: user === undefined ? {} : { elicitation: { form: {} } },
      versionNegotiation: { mode: era === "2026-07-28" ? { pin: era } : "legacy" },
    },
  );
  if (user !== undefined)
    client.setRequestHandler("elicitation/create", async ({ params }, { mcpReq }) => {
      questions.push(params.message);
      const action = typeof user === "string" ? user : await user(mcpReq.signal);
      return action === "accept" ? { action, content: {} } : { action };
    });
  // A transport over two streams is the same from both ends.
  if (connects) await client.connect(new StdioServerTransport(stdout, stdin) as never);
  onTestFinished(async () => {
    await client.close();
    stdin.end();
    await ended;
  });
  return {
    ...{ client, questions, errors, ended },
    call: async (name, args, options) => (await client.callTool({ name, arguments: args as never }, options)) as unknown as Answered,
    hangUp: () => stdin.end(),
  };
}

/** A plan of the agent for these actions. */
export async function planned(agent: Agent, actions: readonly object[]): Promise<string> {
  const { structuredContent } = await agent.call("plan_actions", { actions, reason: "INC-4711" });
  if (structuredContent.outcome !== "planned") throw new Error(JSON.stringify(structuredContent));
  return structuredContent.planId;
}
