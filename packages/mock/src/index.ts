export { CanaryError, canary } from "./canary.ts";
export type { Answer, Answers } from "./choose-answer.ts";
export type { FaultMoment, Faults } from "./choose-fault.ts";
export { ContractError } from "./contract.ts";
export type { Intercept } from "./exchange.ts";
export type {
  AnswerFault,
  BadGzip,
  CloseAfterReading,
  CloseBeforeReading,
  CloseMidBody,
  CloseMidHeaders,
  ConnectionFault,
  ContentLengthTooLong,
  ContentLengthTooShort,
  Delay,
  Drip,
  EmptyBody,
  EndlessBody,
  EndlessGzip,
  EndlessHeaders,
  Fault,
  FaultKind,
  Garbage,
  GatewayUnavailable,
  Hang,
  Html,
  Informational,
  Json,
  NoFault,
  OversizedHeaders,
  Redirect,
  RequestFault,
  ResetAfterReading,
  ResetBeforeReading,
  ResetMidBody,
  Throttled,
  TruncatedJson,
  UndeclaredStatus,
  WrongContentType,
} from "./fault.ts";
export { PortInUseError } from "./port-in-use.ts";
export type { RecordedConnection, RecordedRequest } from "./recorded-request.ts";
export type { Reply } from "./reply.ts";
export { type Mock, type MockOptions, startMock } from "./start-mock.ts";
export { startTlsFault, type TlsFaultKind, type TlsFaultServer } from "./tls-fault.ts";
