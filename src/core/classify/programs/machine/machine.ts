import type { ProgramTable } from '../../programTable.ts';
import { batchSystems } from './batchSystems.ts';
import { bootTools } from './boot.ts';
import { desktops } from './desktops.ts';
import { disks } from './disks.ts';
import { firewall } from './firewall.ts';
import { hardware } from './hardware.ts';
import { macTools } from './macTools.ts';
import { mountTools } from './mounts.ts';
import { networkDiagnosis } from './networkDiagnosis.ts';
import { packageTools } from './packageTools.ts';
import { processTools } from './processTools.ts';
import { security } from './security.ts';
import { servers } from './servers.ts';
import { services } from './services.ts';
import { shellWords } from './shellWords.ts';
import { terminals } from './terminals.ts';
import { transfers } from './transfers.ts';
import { volumes } from './volumes.ts';
import { windowsTools } from './windowsTools.ts';
import { wrappers } from './wrappers.ts';

/** Everything about a machine itself: its disks, network, services, packages, devices and desktop. */
export const machine: readonly ProgramTable[] = [
  ...batchSystems,
  ...bootTools,
  ...desktops,
  ...disks,
  ...firewall,
  ...hardware,
  ...macTools,
  ...mountTools,
  ...networkDiagnosis,
  ...packageTools,
  ...processTools,
  ...security,
  ...servers,
  ...services,
  ...shellWords,
  ...terminals,
  ...transfers,
  ...volumes,
  ...windowsTools,
  ...wrappers,
];
