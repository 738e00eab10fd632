import { type Client, type ClientOptions, createClient } from "@aom-workflow/client";
import { endpointOf } from "../../connection/endpoint.ts";
import type { Environment } from "../../surface/environment.ts";
import type { CallPlan } from "./call-plan.ts";

/**
 * The client of a call, at the place and with the time limit that the settings have.
 *
 * @param deadline what is left of the limit, in milliseconds
 * @throws CredentialsError for a regions file that cannot be used
 */
export async function clientFor(
  { settings: { place, timeout } }: CallPlan,
  deadline: number | undefined,
  options: Pick<ClientOptions, "auth" | "projectId" | "hooks" | "transport">,
  env: Environment,
): Promise<Client> {
  return createClient({ ...place, endpoint: await endpointOf(place, env), ...options, timeout, deadline });
}
