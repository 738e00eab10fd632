import { type Answers, answerShape } from "./answer/choose-answer.ts";
import { assertAtMostOnce } from "./exchange/at-most-once.ts";
import { allow, isPreflight } from "./exchange/cors.ts";
import { exchange, type Intercept, readBody, tooLarge } from "./exchange/exchange.ts";
import { startFront } from "./exchange/front.ts";
import { openRecord } from "./exchange/open-record.ts";
import { pass } from "./exchange/pass.ts";
import { recentRequests } from "./exchange/recent-requests.ts";
import type { RecordedConnection, RecordedRequest } from "./exchange/recorded-request.ts";
import { FaultPlan } from "./faults/fault-plan.ts";
import type { Faults } from "./faults/faults.ts";
import {
  anything,
  callback,
  checkArguments,
  checkOptions,
  isObject,
  optional,
  port,
  type Shape,
  sealed,
  shown,
  yesOrNo,
} from "./options/shape.ts";
import { type Completion, withAllowedMethods } from "./prism/allowed-methods.ts";
import { type Contract, readContract } from "./prism/contract.ts";
import { withOwnIds } from "./prism/own-ids.ts";
import { loadPrism, type Prism } from "./prism/prism.ts";

/** Settings of {@link startMock}. */
export interface MockOptions {
  /** Port to listen on, 0 to 65535, on 127.0.0.1 only. Default: 0, a free port. */
  readonly port?: number;
  /** The OpenAPI 3 contract to play: a path, a `file:` URL or a parsed document. Default: AOM's workflow operations. */
  readonly contract?: string | URL | object;
  /** Which answer of the contract to send: `{ code, example }`, or a function of the request. Default: the lowest 2xx with its first example. */
  readonly answer?: Answers;
  /** The faults, and when they occur. Default: none. */
  readonly faults?: Faults;
  /**
   * Keeps connections open for further requests. A fault that damages the response still ends its connection.
   * Default: only while there are no faults, since a schedule is easier to read with one request per connection.
   */
  readonly keepConnections?: boolean;
  /** Lets pages of any origin call the mock (CORS), which a gateway has to be configured for. Default: false. */
  readonly cors?: boolean;
  /**
   * May answer a request instead of Prism. It is also called if a fault withholds the response although the request may have been
   * processed, so that it can count what was done.
   */
  readonly intercept?: Intercept;
  /** Called with each record once its exchange is over, or the client has disconnected. */
  readonly onExchange?: (request: RecordedRequest) => void;
}

/** A running mock. */
export interface Mock {
  /** Its address, without a trailing slash: `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /**
   * The requests whose header block was read, in order: the last 5,000, and of large ones as many as fit into 16 MiB (headers, bodies and
   * answers). The oldest are dropped first.
   */
  readonly requests: readonly RecordedRequest[];
  /** The number of all requests, including those that {@link Mock.requests} has dropped. */
  readonly requestCount: number;
  /** Every accepted connection, in order, including those that a fault ended before a request was read. */
  readonly connections: readonly RecordedConnection[];
  /** The parsed contract. */
  readonly contract: object;
  /** Prism itself: nothing is recorded there, and no fault occurs. */
  readonly prismUrl: string;
  /** Ends every connection and refuses new ones (ECONNREFUSED), until {@link Mock.listenAgain}. */
  stopListening(): Promise<void>;
  /** Listens again on the same port. */
  listenAgain(): Promise<void>;
  /**
   * Makes sure that no request which must not be sent twice was: that no two with the same method, target and body may both have been
   * processed, unless their operation only reads, or repeating it has no further effect.
   *
   * @throws {AtMostOnceError} that lists those requests
   */
  assertAtMostOnce(): void;
  /**
   * Replaces the faults from now on; without an argument there are none. A schedule starts with the next connection, or with the next request on an open one.
   * Assigning to `mock.faults` throws.
   *
   * @throws {TypeError} for an invalid fault, or undefined; the previous faults then stay
   */
  setFaults(): void;
  setFaults(faults: Faults): void;
  /** Clears the requests and starts over with the first faults, for example between two tests. Connections stay open, and in their list. */
  reset(): void;
  /** Lets the process exit while it runs, like `unref` of Node's servers. @returns the mock */
  unref(): Mock;
  /** Closes every connection and stops. May be called more than once. */
  close(): Promise<void>;
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a mock that answers by an OpenAPI contract, and records every request before it does.
 *
 * Prism checks requests against the contract, in this process; a server in front of it records them, chooses among the contract's answers
 * and applies faults on the wire.
 *
 * @returns the mock, ready for requests
 * @throws {PortInUseError} when something else listens on the port
 * @throws {ContractError} when the contract cannot be read
 * @throws {TypeError} for an unknown or invalid option or fault
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  checkOptions<MockOptions>(options, optionShape);
  const contract = await readContract(options.contract);
  return serveMock(await loadPrism(contract), contract, options);
}

/** The options, checked for tests in JavaScript. Faults have a check of their own. */
export const optionShape: Shape<MockOptions> = {
  port: optional(port),
  contract: optional((value, name) =>
    isObject(value) || typeof value === "string" ? undefined : `${name} must be a path, a URL or a document, not ${shown(value)}.`,
  ),
  answer: optional((value, name, at) => {
    if (typeof value === "function") return undefined;
    return isObject(value) ? answerShape(value, name, at) : `answer must be an object or a function, not ${shown(value)}.`;
  }),
  faults: optional(anything),
  keepConnections: optional(yesOrNo),
  cors: optional(yesOrNo),
  intercept: optional(callback),
  onExchange: optional(callback),
};

/** Puts a front before Prism, and a second one that only asks Prism. */
export async function serveMock(prism: Prism, contract: Contract, options: MockOptions): Promise<Mock> {
  const { port = 0, answer, cors = false, intercept, onExchange } = options;
  const faults = new FaultPlan(options.faults, prism.declared);
  const requests = recentRequests();
  const [allowed, ownIds] = [withAllowedMethods(contract.document), withOwnIds(contract.document)];
  const complete: Completion = (answer, target) => ownIds(allowed(answer, target), target);
  const settings = {
    ...{ askPrism: prism.ask, complete, answer, faults, intercept, cors },
    get keepConnections() {
      return options.keepConnections ?? faults.isEmpty;
    },
  };
  const front = await startFront(port, faults, async (request, response, arrival) => {
    if (cors && isPreflight(request)) return allow(request, response);
    const record = openRecord(request, arrival.connection);
    requests.add(record);
    const answered = exchange(record, request, response, settings, arrival);
    // An error thrown by the caller's own function is the caller's to see.
    void answered
      .catch(() => {})
      .then(() => {
        requests.settle(record);
        onExchange?.(record);
      });
    return answered;
  });
  const aside = await startFront(0, new FaultPlan(), async (request, response, { connection }) => {
    const body = await readBody(request);
    const given = body === undefined ? tooLarge() : await prism.ask({ ...openRecord(request, connection), body });
    pass(given, request, response, { keep: true });
  });

  let closed: Promise<void> | undefined;
  const close = () => (closed ??= Promise.all([front.close(), aside.close()]).then(() => {}));
  const mock: Mock = sealed<Mock>(optionShape, {
    url: `http://127.0.0.1:${front.port}`,
    port: front.port,
    requests: requests.kept,
    get requestCount() {
      return requests.count;
    },
    connections: front.connections,
    contract: contract.document,
    prismUrl: `http://127.0.0.1:${aside.port}`,
    stopListening: () => front.stopListening(),
    listenAgain: () => front.listenAgain(),
    assertAtMostOnce: () => assertAtMostOnce(requests, contract.document),
    setFaults(...given: [Faults?]) {
      checkArguments("setFaults", given, { faults: given.length === 0 ? optional(anything) : anything });
      faults.begin(...given);
    },
    reset() {
      requests.clear();
      faults.begin(options.faults);
    },
    unref() {
      front.unref();
      aside.unref();
      return mock;
    },
    close,
    [Symbol.asyncDispose]: close,
  });
  return mock;
}
