/** What a server sends on a connection on which nobody waits for anything. */
export const strays = ["success", "refusal", "bad request", "throttled", "408 and keep", "408 and close", "half an answer"] as const;
export type Stray = (typeof strays)[number];

/** An answer that belongs to nobody. */
export function bytesOf(stray: Stray): string {
  switch (stray) {
    case "success":
      return answer(200, { result: "success" });
    case "refusal":
      return answer(404, { error_code: "AOM.31001306", error_msg: "stray" });
    case "bad request":
      return answer(400, { error_code: "AOM.31001418", error_msg: "stray" });
    case "throttled":
      return throttled;
    case "408 and keep":
      return answer(408, { error_code: "APIGW.0201", error_msg: "stray" });
    case "408 and close":
      return answer(408, { error_code: "APIGW.0201", error_msg: "stray" }, "Connection: close\r\n");
    case "half an answer": {
      const whole = answer(200, { result: "success" });
      return whole.slice(0, whole.length / 2);
    }
  }
}

/** The gateway's 429, after which a client may send again at once. */
export const throttled = answer(429, { error_code: "APIGW.0308", error_msg: "throttled" }, "Retry-After: 0\r\n");

/** A whole answer as it goes over the wire. */
export function answer(status: number, body: object, headerLines = ""): string {
  const text = JSON.stringify(body);
  return `HTTP/1.1 ${status} \r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n${headerLines}\r\n${text}`;
}
