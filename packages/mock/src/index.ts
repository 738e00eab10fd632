export type { Answer, Answers } from "./answer/choose-answer.ts";
export type { Reply } from "./answer/reply.ts";
export { CanaryError, canary } from "./canary/canary.ts";
export type { Intercept } from "./exchange/exchange.ts";
export { PortInUseError } from "./exchange/port-in-use.ts";
export type { RecordedConnection, RecordedRequest } from "./exchange/recorded-request.ts";
export type {
  AnswerFault,
  BadGzip,
  CloseMidBody,
  CloseMidHeaders,
  ContentLengthTooLong,
  ContentLengthTooShort,
  Delay,
  Drip,
  EmptyBody,
  EndlessBody,
  EndlessGzip,
  EndlessHeaders,
  Garbage,
  GatewayUnavailable,
  Html,
  Informational,
  Json,
  OversizedHeaders,
  Redirect,
  ResetMidBody,
  Throttled,
  TruncatedJson,
  UndeclaredStatus,
  WrongContentType,
} from "./faults/answer-fault.ts";
export type { FaultMoment, Faults } from "./faults/choose-fault.ts";
export type {
  CloseAfterReading,
  CloseBeforeReading,
  ConnectionFault,
  EarlyAnswer,
  Fault,
  FaultKind,
  Hang,
  NoFault,
  RequestFault,
  ResetAfterReading,
  ResetBeforeReading,
} from "./faults/fault.ts";
export type {
  CloseAtNextRequest,
  CloseWhileIdle,
  DoubleAnswer,
  KeptConnectionFault,
  LongerThanSaid,
  ResetAtNextRequest,
  ResetWhileIdle,
  TimeoutWhileIdle,
  UnsolicitedAnswer,
} from "./faults/kept-connection-fault.ts";
export { ContractError } from "./prism/contract.ts";
export { manyExecutions } from "./simulator/many-executions.ts";
export type { Permission, Permissions } from "./simulator/permissions.ts";
export type { SimulatedExecution } from "./simulator/snapshot.ts";
export { type OperatorAction, type Simulator, type SimulatorOptions, startSimulator } from "./simulator/start-simulator.ts";
export type { Action, Actor, Applied, ExecutionAction, NodeAction, NodeStatus } from "./simulator/world/execution.ts";
export type {
  ExecutionSeed,
  HostSeed,
  NodeSeed,
  PauseNode,
  ReadingSeed,
  SimulatorSeed,
  WorkflowSeed,
  WorkingNode,
} from "./simulator/world/seed.ts";
export type { State } from "./simulator/world/state.ts";
export { type Mock, type MockOptions, startMock } from "./start-mock.ts";
export { startTlsFault, type TlsFaultKind, type TlsFaultServer } from "./tls/tls-fault.ts";
