import { Readable } from "node:stream";

// The client has disconnected before sending anything.
Object.defineProperty(process, "stdin", { value: Readable.from([]) });
