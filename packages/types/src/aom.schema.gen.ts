// Generated from spec/aom.yaml (version 0.4.0, SHA-256 489b453aca6d9bc56ec89dff68eb7ef1d48819b3868d8180e54833ffe0d6fcf8).
// Do not edit: change the contract and run `pnpm generate`.

export interface paths {
    "/v1/{project_id}/cms/workflow-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * List the workflows of a project.
         * @description One page of the workflows that match all filters. It only reads, although it is a POST.
         */
        post: operations["ListWorkflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/{project_id}/cms/workflow/{workflow_id}/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the executions of a workflow.
         * @description All executions of one workflow that the service still has, with the result of each node. The vendor documents neither pages nor an order.
         */
        get: operations["ListWorkflowExecutions"];
        put?: never;
        /**
         * Start a new execution of a workflow.
         * @description Runs the workflow from its first node, with the parameters that are saved in it. The answer has the id of the new execution and does not wait for it.
         */
        post: operations["ExecuteWorkflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the state of an execution and of its nodes.
         * @description The state of one execution, with the result of each node that has started, and on which hosts. A node that has not started is not in the answer.
         */
        get: operations["SearchWorkflowExecutionDetail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/terminate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an execution; it cannot be resumed.
         * @description Cancels the execution. What its nodes have done stays done, and it cannot be resumed: a new execution starts from the first node.
         *     The answer does not wait until everything has stopped.
         */
        post: operations["StopExecution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
    "/v1/{project_id}/cms/workflow/{workflow_id}/trigger/action": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Enable or disable the schedule of a workflow.
         * @description While the schedule is disabled, the workflow does not start at its times; it can still be started by hand. Executions that have started continue.
         */
        put: operations["UpdateWorkflowTriggerStatus"];
        post?: never;
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
         * @description What to do with the node: `restart` starts the failed node again, `skip` moves on to the node after the failed one, `continue` to the node after a pause.
         * @enum {string}
         */
        WorkflowOperationAction: "restart" | "skip" | "continue";
        /**
         * @description What to do with the schedule: `enable` lets the workflow start at its times, `disable` does not.
         * @enum {string}
         */
        WorkflowScheduleAction: "enable" | "disable";
        /** @description Which workflows, in which order, and which page of them. */
        WorkflowQuery: {
            /**
             * @description Part of the name or of the description.
             * @example nightly
             */
            search?: string;
            /**
             * @description How executions start – `cron` by a schedule, `event` by an event, `manual` by a person.
             * @example cron
             * @enum {string}
             */
            type?: "cron" | "event" | "manual";
            /**
             * @description At most 10 tags with the values they must have, each 0 to 10 characters.
             * @example {
             *       "team": "payments"
             *     }
             */
            tags?: {
                [key: string]: unknown;
            };
            /**
             * @description Number of the page. The vendor's example begins with 0, the definition with 1.
             * @example 0
             */
            page?: number;
            /**
             * @description Workflows on a page; without it, 10.
             * @example 100
             */
            size?: number;
            /**
             * @description Enterprise project that the workflows belong to.
             * @example 0
             */
            enterprise_project_id?: string;
            /**
             * @description Name of the user who made the workflow.
             * @example operator
             */
            create_by?: string;
            /**
             * @description What the workflows are ordered by.
             * @example last_execution_start_time
             * @enum {string}
             */
            sort_field: "create_time" | "last_execution_start_time" | "update_time";
            /**
             * @description Order; `ASC` has the smallest first.
             * @example DESC
             * @enum {string}
             */
            sort_type: "ASC" | "DESC";
            /**
             * @description Only what was later than this, in milliseconds since 1970 (UTC).
             * @example 1767225600000
             */
            search_time_start?: number;
            /**
             * @description Only what was earlier than this, in milliseconds since 1970 (UTC).
             * @example 1767312000000
             */
            search_time_end?: number;
            /**
             * @description State of the latest execution. The vendor names success, fail, executing, cancel, waitExecute, waitApproval, approvalFailed, pausing and canceling; other words may exist.
             * @example fail
             */
            status?: string;
        };
        /** @description Milliseconds since 1970 (UTC), or in some of the vendor's examples a text as of ISO 8601. */
        Time: number | string;
        /** @description One page of workflows. */
        WorkflowPage: {
            elements?: components["schemas"]["Workflow"][];
            /** @description How many workflows match, on all pages together. */
            total_elements?: number;
        };
        /** @description A workflow (called "task" in the console). The vendor requires nothing but the name. */
        Workflow: {
            /** @description The workflow's id, as it stands in every path. */
            id?: string;
            name?: string;
            /** @description How executions start – cron, event or manual. */
            type?: string;
            description?: string;
            tags?: {
                [key: string]: unknown;
            };
            create_time?: components["schemas"]["Time"];
            update_time?: components["schemas"]["Time"];
            edit_time?: components["schemas"]["Time"];
            last_execution_start_time?: components["schemas"]["Time"];
            /** @description Zero while the latest execution runs. */
            last_execution_end_time?: number | string;
            create_by?: string;
            update_by?: string;
            last_execute_by?: string;
            template_name?: string;
            template_id?: string;
            /** @description Names of the template by language, such as `en-us`. */
            template_i18n?: {
                [key: string]: unknown;
            };
            job_name?: string;
            job_id?: string;
            service_scenario?: string;
            service_name?: string;
            approve_id?: string;
            trigger_id?: string;
            /** @description State of the schedule; `active` in the vendor's examples, no other word is known. */
            trigger_status?: string;
            enterprise_project_id?: string;
            /** @description Parameters of an execution by group. May contain passwords in clear text. */
            input?: {
                [key: string]: unknown;
            };
            /** @description The latest execution. */
            last_execution_id?: string;
            /** @description State of the latest execution. */
            status?: string;
            task_status?: string;
            task_type?: string;
            /** @description The project of the underlying FunctionGraph flow. */
            project_id?: string;
            /** @description The underlying FunctionGraph flow, not this workflow. */
            workflow_id?: string;
            citation_urns?: string[];
            quote?: string[];
            /** @description Fine permissions that an execution requires, such as `ecs:cloudServers:start`. */
            execution_action_rules?: string[];
            /** @description System policies that contain those permissions. */
            execution_permission?: string[];
            nodes?: components["schemas"]["Node"][];
            steps?: {
                [key: string]: unknown;
            }[];
            global_parameters?: {
                [key: string]: unknown;
            }[];
            /** @description Is the workflow deleted? */
            is_delete?: boolean;
            output?: string;
        };
        /** @description One step of a workflow. */
        Node: {
            /** @description The `node_id` of the other operations, such as `run-script`. */
            id?: string;
            name?: string;
            /** @description Name of the node before it. */
            parent_node?: string;
            /** @description `service` for a node that does something, `pause` for one that waits. */
            category?: string;
            description?: string;
            /** @description Whether the execution continues although the node failed. */
            ignore_error?: boolean;
            metadata?: {
                /** @description Such as `operation` or `pause`. */
                type?: string;
                configuration?: {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            };
            /** @description Such as `CMS::ECS::runScript` or `CMS::PAUSE`. */
            task_name?: string;
        };
        /** @description The state of an execution. The vendor requires no property. */
        ExecutionDetails: {
            workflow_id?: string;
            execution_id?: string;
            /** @description State of the execution. The vendor lists no words for it; success, fail and running are in samples. */
            status?: string;
            begin_time?: components["schemas"]["Time"];
            end_time?: components["schemas"]["Time"];
            last_update_time?: components["schemas"]["Time"];
            /** @description The result of each node that has started. */
            execution_result_list?: components["schemas"]["NodeResult"][];
            /** @description Users who may approve. */
            approve_user_name_list?: string[];
            project_id?: string;
            /** @description Who started the execution; only in the list of executions. */
            created_by?: string;
            /** @description Used instead of `created_by` in an example of the vendor. */
            create_by?: string;
            workflow_edit_time?: components["schemas"]["Time"];
            /** @description Used instead of `workflow_edit_time` in an example of the vendor. */
            workflowEditTime?: number | string;
            last_record_id_with_snapshot?: string;
            /** @description The workflow as it was at this execution. Not documented, only in the vendor's example. */
            workflow_snapshot?: components["schemas"]["Workflow"];
        };
        /** @description The result of a node. */
        NodeResult: {
            node_id?: string;
            begin_time?: components["schemas"]["Time"];
            end_time?: components["schemas"]["Time"];
            /** @description Run of the underlying FunctionGraph function. */
            function_execution_id?: string;
            /** @description State of the node. It may be success although hosts failed; see `output`. */
            status?: string;
            /** @description Hosts or workloads by their results. Described by examples only. */
            output?: {
                success?: components["schemas"]["HostResult"][];
                fail?: components["schemas"]["HostResult"][];
                in_execution?: components["schemas"]["HostResult"][];
                not_performed?: components["schemas"]["HostResult"][];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description The result of a node on one host or workload. Numbers are mostly texts. The log may contain secrets. */
        HostResult: {
            id?: string;
            name?: string;
            ip?: string;
            code?: string | number;
            exit_code?: string | number;
            /** @description Milliseconds. */
            execute_time?: string | number;
            start_time?: string | number;
            log?: string;
            error_msg?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description The new execution. */
        Execution: {
            /** @example 0c9f4b7e-2f0d-4a37-9d5e-6a1b7c3d2e10 */
            execution_id?: string;
        };
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
        /** @description An error from AOM itself, with the keys that some of the vendor's examples have. */
        MisspeltError: {
            error_code: string;
            /** @description The `error_msg` of the definition. */
            error_message: string;
            /** @description The `http_code` of the definition. */
            htp_code?: number | string;
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
        ErrorBody: components["schemas"]["ResultInfo"] | components["schemas"]["MisspeltError"] | components["schemas"]["GatewayError"];
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
        /** @description The schedule is as requested. The vendor declares a string, and its only example, `{"success"}`, is not JSON. */
        ScheduleChanged: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": string;
            };
        };
        /** @description One page of workflows. Examples of the vendor have an empty description, no quotes and an end of zero for what still runs. */
        Workflows: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["WorkflowPage"];
            };
        };
        /** @description The executions of a workflow, as a bare array. */
        Executions: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ExecutionDetails"][];
            };
        };
        /** @description The state of the execution. */
        ExecutionDetail: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ExecutionDetails"];
            };
        };
        /** @description The execution has been started. */
        Started: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Execution"];
            };
        };
        /** @description A parameter of the list is refused. */
        InvalidQuery: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The action is refused. Nothing was done. */
        InvalidScheduleAction: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A parameter is refused. The vendor's example misspells two keys of three. */
        InvalidIds: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The execution cannot be stopped now, because it has ended. Nothing was done. */
        NotSupported: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The credentials are wrong, expired or missing. */
        UnauthorizedForWorkflows: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The credentials are wrong, expired or missing. The vendor's example has `error_message` in place of `error_msg`. */
        UnauthorizedForExecutions: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description No such workflow – or no such API at this endpoint. Nothing was done. */
        WorkflowNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description No such workflow or execution – or no such API at this endpoint. Nothing was done. */
        ExecutionNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The service or the gateway failed. A change may have been applied. */
        WorkflowError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The service or the gateway failed. A change may have been applied. */
        ExecutionError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The service or the gateway failed. The vendor's example has `error_message` in place of `error_msg`. */
        ReadError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
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
        /** @description The credentials are valid, but the permission is missing. Nothing was done. */
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
        /** @description The gateway got no valid answer from the service. The operation may have been applied. */
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
         * @description Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
         * @example 3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2
         */
        WorkflowId: string;
        /**
         * @description Execution of the workflow.
         * @example 6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21
         */
        ExecutionId: string;
        /**
         * @description What to do with the node.
         * @example restart
         */
        Action: components["schemas"]["WorkflowOperationAction"];
        /**
         * @description What to do with the schedule.
         * @example enable
         */
        ScheduleAction: components["schemas"]["WorkflowScheduleAction"];
        /**
         * @description Enterprise project that the workflow belongs to; without it, "0", the default one. The name looks like that of a header, but it is not one.
         * @example 0
         */
        EnterpriseProjectId: string;
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
    ListWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description IAM project that owns the workflow, as shown in the console under "My Credentials".
                 * @example 0123456789abcdef0123456789abcdef
                 */
                project_id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkflowQuery"];
            };
        };
        responses: {
            200: components["responses"]["Workflows"];
            400: components["responses"]["InvalidQuery"];
            401: components["responses"]["UnauthorizedForWorkflows"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["Throttled"];
            494: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["WorkflowError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    ListWorkflowExecutions: {
        parameters: {
            query?: {
                /**
                 * @description Enterprise project that the workflow belongs to; without it, "0", the default one. The name looks like that of a header, but it is not one.
                 * @example 0
                 */
                x_enterprise_project_id?: components["parameters"]["EnterpriseProjectId"];
            };
            header?: never;
            path: {
                /**
                 * @description IAM project that owns the workflow, as shown in the console under "My Credentials".
                 * @example 0123456789abcdef0123456789abcdef
                 */
                project_id: components["parameters"]["ProjectId"];
                /**
                 * @description Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
                 * @example 3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2
                 */
                workflow_id: components["parameters"]["WorkflowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Executions"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["UnauthorizedForExecutions"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["Throttled"];
            494: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["ExecutionError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    ExecuteWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description IAM project that owns the workflow, as shown in the console under "My Credentials".
                 * @example 0123456789abcdef0123456789abcdef
                 */
                project_id: components["parameters"]["ProjectId"];
                /**
                 * @description Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
                 * @example 3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2
                 */
                workflow_id: components["parameters"]["WorkflowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Started"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["WorkflowNotFound"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["Throttled"];
            494: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["ExecutionError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    SearchWorkflowExecutionDetail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description IAM project that owns the workflow, as shown in the console under "My Credentials".
                 * @example 0123456789abcdef0123456789abcdef
                 */
                project_id: components["parameters"]["ProjectId"];
                /**
                 * @description Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
                 * @example 3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2
                 */
                workflow_id: components["parameters"]["WorkflowId"];
                /**
                 * @description Execution of the workflow.
                 * @example 6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21
                 */
                execution_id: components["parameters"]["ExecutionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["ExecutionDetail"];
            400: components["responses"]["InvalidIds"];
            401: components["responses"]["UnauthorizedForExecutions"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["Throttled"];
            494: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["ReadError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    StopExecution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description IAM project that owns the workflow, as shown in the console under "My Credentials".
                 * @example 0123456789abcdef0123456789abcdef
                 */
                project_id: components["parameters"]["ProjectId"];
                /**
                 * @description Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
                 * @example 3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2
                 */
                workflow_id: components["parameters"]["WorkflowId"];
                /**
                 * @description Execution of the workflow.
                 * @example 6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21
                 */
                execution_id: components["parameters"]["ExecutionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Applied"];
            400: components["responses"]["NotSupported"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ExecutionNotFound"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["Throttled"];
            494: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["ExecutionError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
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
                 * @description Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
                 * @example 3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2
                 */
                workflow_id: components["parameters"]["WorkflowId"];
                /**
                 * @description Execution of the workflow.
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
    UpdateWorkflowTriggerStatus: {
        parameters: {
            query: {
                /**
                 * @description What to do with the schedule.
                 * @example enable
                 */
                action: components["parameters"]["ScheduleAction"];
            };
            header?: never;
            path: {
                /**
                 * @description IAM project that owns the workflow, as shown in the console under "My Credentials".
                 * @example 0123456789abcdef0123456789abcdef
                 */
                project_id: components["parameters"]["ProjectId"];
                /**
                 * @description Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
                 * @example 3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2
                 */
                workflow_id: components["parameters"]["WorkflowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["ScheduleChanged"];
            400: components["responses"]["InvalidScheduleAction"];
            401: components["responses"]["UnauthorizedForWorkflows"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["RequestTooLarge"];
            414: components["responses"]["UriTooLong"];
            429: components["responses"]["Throttled"];
            494: components["responses"]["HeaderTooLarge"];
            500: components["responses"]["WorkflowError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
}
