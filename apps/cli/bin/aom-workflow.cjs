#!/usr/bin/env node
require("../dist/aom-workflow.cjs");
