import { everyContract } from "../every-contract.ts";
import type { Fact } from "../fact.ts";
import { definition, permissions, sdk } from "./sources.ts";

/** What the vendor says about the service: endpoints, regions and permissions. */
export const service: Fact[] = [
  ...everyContract,
  { fact: "endpoints of regions", says: "https://aom.{region}.myhuaweicloud.com", at: "servers/0/url", ...sdk },
  { fact: "variables of their address", says: ["region"], at: "servers/0/variables (keys)", ...sdk },
  { fact: "the default region on the pages", says: "cn-north-4", at: "servers/0/variables/region/default", ...definition },
  {
    fact: "the regions where workflows are available",
    says: ["cn-north-4", "cn-east-3", "cn-east-2", "cn-south-1"],
    at: "servers/0/variables/region/x-open",
    ...definition,
  },
  {
    fact: "the 31 regions with an endpoint",
    says: [
      ...["cn-north-4", "cn-east-3", "cn-east-2", "cn-south-1", "cn-north-1", "cn-north-2", "cn-north-9", "cn-north-11", "cn-north-12"],
      ...["cn-south-2", "cn-east-4", "cn-east-5", "cn-southwest-2", "cn-southwest-3"],
      ...["ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "my-kualalumpur-1"],
      ...["la-south-2", "la-north-2", "sa-brazil-1", "na-mexico-1", "af-south-1", "af-north-1"],
      ...["me-east-1", "ae-ad-1", "tr-west-1", "ru-northwest-2", "ru-moscow-1"],
    ],
    at: "servers/0/variables/region/enum",
    ...sdk,
  },
  {
    fact: "the permission is that of the group, not of the service",
    says: true,
    at: "components/responses/Forbidden/x-undocumented/evidence (names cms:execution:create)",
    ...permissions,
  },
];
