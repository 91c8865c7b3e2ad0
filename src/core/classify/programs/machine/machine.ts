import type { ProgramTable } from '../../programTable.ts';
import { batchSystems } from './batchSystems.ts';
import { disks } from './disks.ts';
import { firewall } from './firewall.ts';
import { hardware } from './hardware.ts';
import { mountTools } from './mounts.ts';
import { networkDiagnosis } from './networkDiagnosis.ts';
import { processTools } from './processTools.ts';
import { volumes } from './volumes.ts';

/** Everything about a machine itself: its disks, network, services, packages, devices and desktop. */
export const machine: readonly ProgramTable[] = [
  ...batchSystems,
  ...disks,
  ...firewall,
  ...hardware,
  ...mountTools,
  ...networkDiagnosis,
  ...processTools,
  ...volumes,
];
