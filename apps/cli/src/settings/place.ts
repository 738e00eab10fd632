import { endpointProblem, regionProblem } from "@aom-workflow/client/internal";
import { choose, type Given, type Layers, origins } from "./layers.ts";

/** Where the service is, as far as it was said. */
export interface Place {
  /** Whose IAM is asked and whose warnings apply; its address is used where no endpoint is named. */
  readonly region?: string;
  readonly endpoint?: string;
}

/** Region and endpoint; what is wrong with them goes to the problems. An endpoint of a lower layer than the region is left aside. */
export function resolvePlace(layers: Layers, problems: string[]): Place {
  const region = choose("region", layers);
  const endpoint = choose("endpoint", layers);
  const place = {
    ...(region.value !== undefined && { region: region.value }),
    ...(endpoint.value !== undefined && rankOf(endpoint) <= rankOf(region) && { endpoint: endpoint.value }),
  };
  check(region, place.region, regionProblem, problems);
  check(endpoint, place.endpoint, endpointProblem, problems);
  return place;
}

function rankOf({ origin }: Given): number {
  return origin === undefined ? origins.length : origins.indexOf(origin);
}

function check({ label }: Given, value: string | undefined, problemOf: (value: string) => string | undefined, problems: string[]): void {
  const problem = value === undefined ? undefined : problemOf(value);
  if (problem !== undefined) problems.push(`${label} ${problem}.`);
}
