export { entriesOf, type JournalContent, type Verification, verifyJournal } from "./inspect-journal.ts";
export { journalKind } from "./journal-kind.ts";
export { type FileJournal, type OpenJournalOptions, openJournal } from "./open-journal.ts";
export { fileBytes, loadPlan, planFile, planPath, type SavePlanOptions, savePlan } from "./plan-files.ts";
export { type Pruned, pruneJournal } from "./prune-journal.ts";
export { canonical, type Environment, journalPath, stateFolder } from "./state-folder.ts";
