import type { IncomingMessage } from "node:http";
import { json, type Loopback, loopback } from "../../../tools/lab/servers.ts";

/** Beginning of every token that it gives out. */
export const iamToken = "MIIDfromIam7sVt9Qx";

/** Answers a login and the look-up of a project as IAM does, and keeps the bodies of logins. */
export async function fakeIam({ password = "pa$$ w0rd", lifeMs = 3_600_000 } = {}): Promise<Loopback & { readonly logins: unknown[] }> {
  const logins: unknown[] = [];
  const server = await loopback((request, response) => {
    if (request.url?.startsWith("/v3/projects")) return json(response, 200, { projects: isKnown(request) ? [project] : [] });
    const body = JSON.parse(request.body) as { auth: { identity: { password: { user: { password: string } } } } };
    logins.push(body);
    if (body.auth.identity.password.user.password !== password) {
      return json(response, 401, { error: { code: 401, message: "The username or password is wrong.", title: "Unauthorized" } });
    }
    const expires_at = new Date(Date.now() + lifeMs).toISOString();
    return json(response, 201, { token: { expires_at } }, { "X-Subject-Token": iamToken });
  });
  return Object.assign(server, { logins });
}

const project = { id: "a".repeat(32), name: "cn-north-4", enabled: true };

function isKnown({ headers }: IncomingMessage): boolean {
  return headers["x-auth-token"] !== undefined || String(headers.authorization).startsWith("SDK-HMAC-SHA256 Access=AK");
}
