import type { HostSeed, SimulatorSeed } from "./world/seed.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const hosts: readonly HostSeed[] = [
  { name: "node-1", id: "i-0a1b2c", ip: "192.0.2.10", log: "df: command not found" },
  { name: "node-2", id: "i-0a1b2d", ip: "192.0.2.11", log: "No space left on device" },
  { name: "node-3", id: "i-0a1b2e", ip: "192.0.2.12" },
];

/** The default world: executions in the states that operators see. */
export const defaultSeed: SimulatorSeed = {
  workflows: [
    {
      id: "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2",
      name: "nightly-cleanup",
      description: "Cleans disks and reports.",
      type: "cron",
      nodes: [
        { id: "check-disks", name: "checkDisks", takes: 20 * second, hosts },
        { id: "run-script", name: "runScript", takes: 2 * minute, hosts, ends: ["node-1", "node-2"], failures: 1 },
        { id: "report", takes: 10 * second },
      ],
      executions: [
        { id: "5e1b0c23-8e4a-4f9b-9d2d-0e5e4e7f6a10", ago: 25 * hour, nodes: [{ id: "check-disks", name: "checkDisks", hosts }] },
        { id: "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21", ago: hour },
      ],
    },
    {
      id: "4c2d8f1f6b1e4d66b2f1d8f5f2f1b0e3",
      name: "支付服务发布",
      description: "发布前需要人工确认",
      createdBy: "li.wei",
      nodes: [
        { id: "build", takes: 5 * minute },
        { id: "check-by-hand", name: "人工确认", kind: "pause" },
        { id: "restart-workload", takes: minute },
      ],
      executions: [{ id: "7a3d2e45-0a6c-4b1d-9b4f-1a7a6a9b8c32", ago: 30 * minute }],
    },
    {
      id: "5d3e9a2a7c2f4e77c3a2e9a6a3a2c1f4",
      name: "数据库重启",
      approval: "by-hand",
      nodes: [{ id: "restart-rds", name: "重启实例", takes: 3 * minute }],
      executions: [{ id: "8b4e3f56-1b7d-4c2e-8c5a-2b8b7bac9d43", ago: 10 * minute }],
    },
    {
      id: "6e4fab3b8d3a4f88d4b3fab7b4b3d2a5",
      name: "weekly-patching",
      type: "cron",
      nodes: [
        { id: "patch", takes: 2 * hour, hosts },
        { id: "reboot", takes: 5 * minute, hosts },
      ],
      executions: [{ id: "9c5f4a67-2c8e-4d3f-9d6b-3c9c8cbdae54", ago: 10 * minute }],
    },
    {
      id: "7f5abc4c9e4b4a99e5c4abc8c5c4e3b6",
      name: "log-rotation",
      type: "cron",
      nodes: [{ id: "rotate", takes: 30 * second, hosts }],
      executions: [{ id: "ad6a5b78-3d9f-4e4a-8e7c-4dad9dcebf65", ago: 6 * hour }],
    },
    {
      id: "8a6bcd5daf5c4baaf6d5bcd9d6d5f4c7",
      name: "主机巡检",
      nodes: [{ id: "inspect", takes: minute, hosts, ends: ["node-1"], ignoreError: true }],
      executions: [{ id: "be7b6c89-4eaa-4f5b-9f8d-5ebeaedfca76", ago: 3 * hour }],
    },
    {
      id: "9b7cde6eba6d4cbba7e6cdeae7e6a5d8",
      name: "disaster-drill",
      description: "Has never been started.",
      queuedFor: 5 * second,
      nodes: [{ id: "fail-over", takes: 15 * minute, hosts }],
    },
  ],
};
