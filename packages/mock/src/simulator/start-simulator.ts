import type { Reply } from "../answer/reply.ts";
import type { RecordedRequest } from "../exchange/recorded-request.ts";
import { nearest } from "../options/nearest.ts";
import {
  anything,
  type Check,
  type Checks,
  checkArguments,
  checkOptions,
  isObject,
  listOf,
  oneOf,
  optional,
  propertyProblem,
  refuse,
  type Shape,
  sealed,
  shown,
  spanMs,
  text,
  word,
} from "../options/shape.ts";
import { readContract } from "../prism/contract.ts";
import { loadPrism } from "../prism/prism.ts";
import { type Mock, type MockOptions, optionShape, serveMock } from "../start-mock.ts";
import { startClock } from "./clock.ts";
import { defaultSeed } from "./default-seed.ts";
import { type Permissions, permissionsOf, permissionsShape } from "./permissions.ts";
import { type SimulatedExecution, snapshot } from "./snapshot.ts";
import { answer } from "./wire/answer.ts";
import { errors } from "./wire/errors.ts";
import { requestReader } from "./wire/read-request.ts";
import type { NodeAction } from "./world/execution.ts";
import type { SimulatorSeed } from "./world/seed.ts";
import { seedShape } from "./world/seed-shape.ts";
import { World } from "./world/world.ts";

/** Settings of {@link startSimulator}. */
export interface SimulatorOptions extends Pick<MockOptions, "port" | "faults" | "keepConnections" | "cors" | "onExchange"> {
  /** The workflows and executions to begin with. Default: seven workflows, with executions in the states that operators see. */
  readonly seed?: SimulatorSeed;
  /** Whether time stands still until {@link Simulator.advance} moves it, or also follows the real clock. Default: `manual`. */
  readonly clock?: "manual" | "real";
  /** The time at which it begins, in milliseconds since 1970 (UTC). Default: 2026-01-01T00:00:00Z; with the real clock, now. */
  readonly start?: number;
  /** The caller's permissions, by their names in the contract such as `cms:execution:get`. Default: all. */
  readonly permissions?: Permissions;
}

/** An action by someone else, behind the client's back. */
export type OperatorAction =
  | { readonly action: NodeAction; readonly executionId: string; readonly nodeId: string }
  | { readonly action: "stop" | "approve" | "reject"; readonly executionId: string }
  | { readonly action: "execute"; readonly workflowId: string };

/** A running simulator. */
export interface Simulator
  extends Pick<
    Mock,
    "url" | "port" | "requests" | "requestCount" | "assertAtMostOnce" | "setFaults" | "close" | typeof Symbol.asyncDispose
  > {
  /** Restores workflows, executions, time and faults to how they started, and clears the requests. Connections stay open. */
  reset(): void;
  /** Lets the process exit while it runs, like `unref` of Node's servers. @returns the simulator */
  unref(): Simulator;
  /** The time in it, in milliseconds since 1970 (UTC). */
  now(): number;
  /**
   * Advances its time; everything that is due by then happens.
   *
   * @param ms whole milliseconds, 0 to 8,640,000,000,000 (100,000 days)
   * @throws {RangeError} for anything else
   */
  advance(ms: number): void;
  /** Every execution in its current state, by workflow, newest first. */
  executions(): SimulatedExecution[];
  /**
   * Acts as an operator beside the client, without a request.
   *
   * @returns the id of the execution, a new one for `execute`; or `undefined` if its state does not allow the action
   * @throws {TypeError} for an unknown action, or one that lacks an id
   * @throws {RangeError} for a workflow, an execution or a node that does not exist
   */
  act(action: OperatorAction): string | undefined;
  /**
   * Removes an execution: it is in no list any more, and reading it or acting on it is a 404.
   *
   * @throws {RangeError} for an execution that does not exist
   */
  forget(executionId: string): void;
}

/**
 * Starts a simulator of AOM's workflow operations: workflows and executions in memory that run, fail, pause, wait for approval and are
 * stopped, and operations that answer from their state. How it behaves is our interpretation of the vendor's pages, not the vendor's
 * behaviour, which the pages leave open in many places.
 *
 * An operation that is not simulated is answered with the contract's examples.
 * Prism refuses requests that break the contract as in {@link startMock}, and checks each response: one that breaks the contract becomes
 * a 500 `ANSWER_AGAINST_CONTRACT`. The `Date` of each response is the simulator's time. Faults occur in front of it: a request
 * that may have been processed although its response never leaves has been processed.
 *
 * @returns the simulator, once it really answers
 * @throws {PortInUseError} when something else listens on the port
 * @throws {TypeError} for an invalid option, such as a seed that cannot be played
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  checkOptions<SimulatorOptions>(options, simulatorShape);
  const { seed = defaultSeed, clock: kind = "manual", start, permissions } = options;
  let clock = startClock(kind, start);
  let world = new World(seed, clock.now());
  const contract = await readContract();
  const read = requestReader(contract.document);
  const permissionsCheck = permissionsShape(contract.document);
  if (Array.isArray(permissions)) refuse(permissionsCheck(permissions, "permissions", "permissions"));
  const prism = await loadPrism(contract);

  const reply = (request: RecordedRequest): Reply | undefined => {
    const asked = read(request);
    if (asked === undefined) return errors.unknownApi;
    if (permissions !== undefined) {
      const permitted = permissionsOf(permissions, request, permissionsCheck);
      if (permitted === undefined) return errors.badCredentials;
      if (asked.permission !== undefined && !permitted.includes(asked.permission)) return errors.forbidden;
    }
    return answer(asked, world, clock.now(), isLost(request));
  };
  const intercept = async (request: RecordedRequest): Promise<Reply | undefined> => {
    // Prism says first whether the request is one of the contract's; what it refuses, it answers.
    if ((await prism.ask(request)).status >= 400) return undefined;
    const played = reply(request);
    if (played === undefined) return undefined;
    const given = { ...played, headers: { ...played.headers, Date: new Date(clock.now()).toUTCString() } };
    const violations = await prism.violations(request, given);
    return violations.length === 0 ? given : againstContract(given, violations);
  };

  const mock = await serveMock(prism, contract, { ...options, intercept });
  const known = (id: string) => world.execution(id, clock.now()) ?? noSuch("execution", id, world.ids);
  const simulator: Simulator = sealed<Simulator>(simulatorShape, {
    url: mock.url,
    port: mock.port,
    requests: mock.requests,
    get requestCount() {
      return mock.requestCount;
    },
    assertAtMostOnce: mock.assertAtMostOnce,
    setFaults: mock.setFaults,
    reset() {
      clock = startClock(kind, start);
      world = new World(seed, clock.now());
      mock.reset();
    },
    unref() {
      mock.unref();
      return simulator;
    },
    close: mock.close,
    [Symbol.asyncDispose]: mock.close,
    now: () => clock.now(),
    advance: (ms) => clock.advance(ms),
    executions(...given) {
      checkArguments("executions", given, {});
      return world.executions(clock.now()).map(snapshot);
    },
    act(...given) {
      checkArguments("act", given, { action: actionCheck });
      const [action] = given;
      if (action.action === "execute") {
        const started = world.execute(action.workflowId, clock.now(), "operator");
        return (started ?? noSuch("workflow", action.workflowId, [...world.workflows.keys()])).id;
      }
      const { executionId } = action;
      const nodes = known(executionId).workflow.nodes.map(({ id }) => id);
      if (actions[action.action] === onNode && "nodeId" in action && !nodes.includes(action.nodeId)) noSuch("node", action.nodeId, nodes);
      return world.act(executionId, { ...action, by: "operator" }, clock.now()) ? executionId : undefined;
    },
    forget(...given) {
      checkArguments("forget", given, { executionId: word });
      world.forget(known(...given).id);
    },
  });
  return simulator;
}

const onNode: Checks = { action: word, executionId: word, nodeId: word };
/** A node does no harm: a test may act on executions and nodes in one loop. */
const onExecution: Checks = { ...onNode, nodeId: optional(anything) };
const actions: Readonly<Record<OperatorAction["action"], Checks>> = {
  ...{ restart: onNode, skip: onNode, continue: onNode },
  ...{ stop: onExecution, approve: onExecution, reject: onExecution },
  execute: { action: word, workflowId: word },
};

const actionCheck: Check = (value, name, at) => {
  if (!isObject(value)) return `${name} must be an object, not ${shown(value)}.`;
  const { action } = value as OperatorAction;
  return oneOf(...Object.keys(actions))(action, `action of ${at}`, at) ?? propertyProblem(actions[action], value, at);
};

function noSuch(what: string, id: string, known: readonly string[]): never {
  throw new RangeError(`There is no ${what} ${id}. ${nearest(id, known)}`);
}

const simulatorShape: Shape<SimulatorOptions> = {
  port: optionShape.port,
  faults: optionShape.faults,
  keepConnections: optionShape.keepConnections,
  cors: optionShape.cors,
  onExchange: optionShape.onExchange,
  seed: optional(seedShape),
  clock: optional(oneOf("manual", "real")),
  start: optional(spanMs),
  permissions: optional((value, name, at) => (typeof value === "function" ? undefined : listOf(text)(value, name, at))),
};

/** Whether the response is never sent, so that it is unknown whether and when the service acts on the request. */
function isLost({ fault }: RecordedRequest): boolean {
  return fault?.kind === "reset-after-reading" || fault?.kind === "close-after-reading" || fault?.kind === "hang";
}

function againstContract({ status }: Reply, violations: readonly string[]): Reply {
  const detail = `The simulator's response ${status} breaks the contract: ${violations.join("; ")}`;
  return {
    status: 500,
    headers: { "Content-Type": "application/problem+json" },
    body: { type: "ANSWER_AGAINST_CONTRACT", title: detail, status: 500, detail },
  };
}
