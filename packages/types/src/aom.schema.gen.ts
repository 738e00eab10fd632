// Generated from spec/aom.yaml (version 0.2.0, SHA-256 096ab2c8f7a25555fbfb444c881847fb0e47e2a79f406c90ae4bb3a2b93febbd).
// Do not edit: change the contract and run `pnpm generate`.

export interface paths {
    "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restart, skip or continue a stopped workflow execution.
         * @description Acts on one node of one execution: restarts a failed node, skips it, or continues past a pause node.
         *     The answer says that the state of the execution has changed; it does not wait for the node to finish.
         *     None of the actions can be undone.
         */
        post: operations["StartPausingWorkflowExecutions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description What to do with the node: `restart` starts the failed node again, `skip` goes on with the node after the failed one, `continue` goes on with the node after a pause.
         * @enum {string}
         */
        WorkflowOperationAction: "restart" | "skip" | "continue";
        /** @description The state of the execution has changed. */
        StatusResult: {
            /** @description The word `success` in every published example, although the vendor's definition says object. */
            result?: string | Record<string, never>;
        };
        /** @description An error from AOM itself. */
        ResultInfo: {
            error_code: string;
            error_msg?: string;
            /** @description The HTTP status again. An integer in the vendor's definition, a string in the examples. */
            http_code?: number | string;
        };
        /** @description An error from the API gateway in front of AOM. */
        GatewayError: {
            /** @description Starts with `APIG.` or, on the public gateway, `APIGW.`; `PAP5.` where an identity policy refuses. */
            error_code: string;
            error_msg: string;
            request_id?: string;
            /** @description With identity policies, details of the refusal that only the account's owner can decode. */
            encoded_authorization_message?: string;
        };
        /** @description An error from AOM or from the gateway in front of it. */
        ErrorBody: components["schemas"]["ResultInfo"] | components["schemas"]["GatewayError"];
    };
    responses: {
        /** @description The state of the execution has changed. */
        Applied: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["StatusResult"];
            };
        };
        /** @description The execution does not allow this action now, or the request is malformed. Nothing was done. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The credentials are wrong, expired or missing. Nothing was done. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The credentials are good, the permission is missing. Nothing was done. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description No such workflow or execution – or no such API at this endpoint. Nothing was done. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The gateway found the request too large. Nothing was done. */
        RequestTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The gateway found the address too long. Nothing was done. */
        UriTooLong: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Too many calls. The gateway refused this one before the service saw it. */
        Throttled: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The gateway found a header too large, as a long token can be. Nothing was done. */
        HeaderTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The service or the gateway failed. The operation may have been applied. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The gateway got no good answer from the service. The operation may have been applied. */
        BadGateway: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Unavailable. With the code APIG.0613 the gateway could not check the credentials and nothing was done; otherwise the operation may have been applied. */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The service did not answer the gateway in time. The operation may have been applied. */
        GatewayTimeout: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
    };
    parameters: {
        /**
         * @description IAM project that owns the workflow, as shown in the console under "My Credentials".
         * @example 0123456789abcdef0123456789abcdef
         */
        ProjectId: string;
        /**
         * @description Workflow (called "task" in the console) that the execution belongs to – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
         * @example 3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2
         */
        WorkflowId: string;
        /**
         * @description Execution of the workflow that stopped.
         * @example 6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21
         */
        ExecutionId: string;
        /**
         * @description What to do with the node.
         * @example restart
         */
        Action: components["schemas"]["WorkflowOperationAction"];
        /**
         * @description Node that the execution stopped at – its `id` such as `run-script`, not its display name.
         * @example run-script
         */
        NodeId: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The gateway's id for this exchange. Support asks for it.
         * @example 7f1d9a20c3b84e5f9a6d2b1c0e4f8a35
         */
        RequestId: string;
        /**
         * @description How long to wait before trying again, in seconds or as an HTTP date.
         * @example 2
         */
        RetryAfter: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    StartPausingWorkflowExecutions: {
        parameters: {
            query: {
                /**
                 * @description What to do with the node.
                 * @example restart
                 */
                action: components["parameters"]["Action"];
                /**
                 * @description Node that the execution stopped at – its `id` such as `run-script`, not its display name.
                 * @example run-script
                 */
                node_id: components["parameters"]["NodeId"];
            };
            header?: never;
            path: {
                /**
                 * @description IAM project that owns the workflow, as shown in the console under "My Credentials".
                 * @example 0123456789abcdef0123456789abcdef
                 */
                project_id: components["parameters"]["ProjectId"];
                /**
                 * @description Workflow (called "task" in the console) that the execution belongs to – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
                 * @example 3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2
                 */
                workflow_id: components["parameters"]["WorkflowId"];
                /**
                 * @description Execution of the workflow that stopped.
                 * @example 6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21
                 */
                execution_id: components["parameters"]["ExecutionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Applied"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["Throttled"];
            494: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
}
