import { ledgerContract } from "@sluice/testing/ledger/contract";
import { memoryLedger } from "./memory.ts";

ledgerContract(
  "memory",
  async () => {
    const ledger = memoryLedger();
    return { open: () => ledger, storage: null };
  },
  100,
);
