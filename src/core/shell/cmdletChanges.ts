import type { BlastRadius, EffectKind, Reversibility } from '../verdict.ts';

/** What a cmdlet changes, whatever its parameters are. */
export interface CmdletChange {
  readonly kind: EffectKind;
  readonly reversibility: Reversibility;
  readonly radius: BlastRadius;
  /** Lower case, no full stop. */
  readonly reason: string;
  readonly posture?: 'routine' | 'ask' | 'deny';
}

const change = (reversibility: Reversibility, reason: string, posture?: 'routine' | 'ask' | 'deny', kind: EffectKind = 'system', radius: BlastRadius = 'machine'): CmdletChange =>
  ({ kind, reversibility, radius, reason, ...(posture === undefined ? {} : { posture }) });

/** Cmdlets by what they change; full names in lower case. */
const rows: readonly (readonly [CmdletChange, string])[] = [
  [change('irreversible', 'erases a volume', 'deny'), 'format-volume'],
  [change('irreversible', 'erases a disk', 'deny'), 'clear-disk initialize-disk reset-physicaldisk'],
  [change('irreversible', 'deletes a partition', 'deny'), 'remove-partition'],
  [change('irreversible', 'changes disks, volumes or pools; what is lost cannot be brought back', 'deny'), 'resize-partition set-disk set-partition new-partition new-volume remove-virtualdisk remove-storagepool repair-volume dismount-volume new-storagepool set-volume remove-physicaldisk optimize-storagepool'],
  [change('irreversible', 'changes the encryption of a disk', 'deny'), 'enable-bitlocker disable-bitlocker lock-bitlocker suspend-bitlocker clear-bitlockerautounlock remove-bitlockerkeyprotector disable-bitlockerautounlock clear-tpm'],
  [change('recoverable', 'switches the machine off', 'deny'), 'stop-computer'],
  [change('recoverable', 'restarts the machine', 'deny'), 'restart-computer'],
  [change('recoverable', 'changes the name, the domain or an earlier state of the machine', 'deny'), 'restore-computer rename-computer add-computer remove-computer reset-computermachinepassword'],
  [change('reversible', 'changes which scripts may run'), 'set-executionpolicy'],
  [change('reversible', 'stops a service'), 'stop-service suspend-service'],
  [change('reversible', 'starts a service'), 'start-service resume-service'],
  [change('reversible', 'restarts a service'), 'restart-service'],
  [change('reversible', 'changes a service'), 'set-service new-service'],
  [change('irreversible', 'deletes a service'), 'remove-service'],
  [change('reversible', 'installs a module or program', undefined, 'package'), 'install-module install-package install-script update-module update-script install-packageprovider install-psresource update-psresource save-module save-script install-windowsfeature add-windowsfeature enable-windowsoptionalfeature add-windowscapability add-appxpackage add-appxprovisionedpackage install-language install-wingetpackage update-wingetpackage'],
  [change('reversible', 'removes a module or program', undefined, 'package'), 'uninstall-module uninstall-package uninstall-script uninstall-psresource uninstall-windowsfeature remove-windowsfeature disable-windowsoptionalfeature remove-windowscapability remove-appxpackage remove-appxprovisionedpackage uninstall-wingetpackage'],
  [change('reversible', 'changes where modules come from', undefined, 'config'), 'register-psrepository unregister-psrepository set-psrepository register-packagesource unregister-packagesource register-psresourcerepository'],
  [change('recoverable', 'changes the registry or a property', undefined, 'config'), 'set-itemproperty new-itemproperty rename-itemproperty copy-itemproperty move-itemproperty clear-itemproperty'],
  [change('irreversible', 'deletes from the registry or a property', undefined, 'config'), 'remove-itemproperty'],
  [change('irreversible', 'empties the recycle bin'), 'clear-recyclebin'],
  [change('reversible', 'switches restore points off'), 'disable-computerrestore'],
  [change('reversible', 'changes restore points'), 'enable-computerrestore checkpoint-computer'],
  [change('irreversible', 'deletes event logs'), 'clear-eventlog remove-eventlog limit-eventlog'],
  [change('recoverable', 'changes permissions'), 'set-acl set-ntfssecuritydescriptor add-ntfsaccess remove-ntfsaccess'],
  [change('reversible', 'changes which commands run later', 'ask', 'config'), 'register-scheduledtask set-scheduledtask enable-scheduledtask disable-scheduledtask register-scheduledjob new-scheduledtask set-scheduledjob stop-scheduledtask'],
  [change('irreversible', 'deletes what runs later', 'ask', 'config'), 'unregister-scheduledtask unregister-scheduledjob'],
  [change('recoverable', 'changes users or groups of the machine'), 'new-localuser set-localuser enable-localuser disable-localuser rename-localuser new-localgroup set-localgroup rename-localgroup add-localgroupmember remove-localgroupmember'],
  [change('irreversible', 'deletes users or groups of the machine'), 'remove-localuser remove-localgroup'],
  [change('recoverable', 'changes the firewall', 'ask', 'network'), 'new-netfirewallrule set-netfirewallrule enable-netfirewallrule disable-netfirewallrule remove-netfirewallrule set-netfirewallprofile set-netfirewallsetting copy-netfirewallrule'],
  [change('recoverable', 'changes the network of the machine', 'ask', 'network'), 'enable-netadapter disable-netadapter restart-netadapter rename-netadapter set-netadapter set-netipinterface new-netipaddress set-netipaddress remove-netipaddress new-netroute set-netroute remove-netroute set-dnsclientserveraddress set-dnsclient clear-dnsclientcache set-netconnectionprofile add-vpnconnection set-vpnconnection remove-vpnconnection new-netnat remove-netnat new-netlbfoteam enable-psremoting disable-psremoting set-wsmaninstance set-wsmanquickconfig enable-wsmancredssp connect-wsman new-smbshare set-smbshare remove-smbshare grant-smbshareaccess new-smbmapping remove-smbmapping'],
  [change('recoverable', 'changes what guards the machine from harm', 'deny'), 'set-mppreference add-mppreference remove-mppreference disable-windowserrorreporting set-processmitigation'],
  [change('recoverable', 'changes settings of the machine'), 'set-date set-timezone set-culture set-winsystemlocale set-winuserlanguagelist set-winhomelocation enable-tpmautoprovisioning set-smbserverconfiguration set-smbclientconfiguration import-gpo set-gpregistryvalue invoke-gpupdate set-printer add-printer remove-printer add-printerdriver set-windowsedition repair-windowsimage add-windowspackage remove-windowspackage add-windowsdriver'],
  [change('recoverable', 'mounts or changes an image of a disk'), 'mount-diskimage dismount-diskimage mount-windowsimage dismount-windowsimage mount-vhd dismount-vhd new-vhd resize-vhd convert-vhd optimize-volume'],
  [change('recoverable', 'changes virtual machines', undefined, 'container'), 'start-vm stop-vm restart-vm suspend-vm resume-vm save-vm new-vm set-vm checkpoint-vm move-vm export-vm import-vm rename-vm set-vmmemory set-vmprocessor new-vmswitch set-vmswitch remove-vmswitch connect-vmnetworkadapter add-vmharddiskdrive remove-vmharddiskdrive'],
  [change('irreversible', 'deletes a virtual machine or goes back to an earlier state of it', 'deny', 'container'), 'remove-vm restore-vmsnapshot restore-vmcheckpoint remove-vmsnapshot remove-vmcheckpoint'],
  [change('recoverable', 'changes certificates of the machine', undefined, 'config'), 'import-certificate import-pfxcertificate new-selfsignedcertificate switch-certificate'],
  [change('recoverable', 'shows a key or certificate with its secret', undefined, 'secret'), 'export-pfxcertificate get-bitlockerrecoverykey get-secret get-credential get-storedcredential get-azkeyvaultsecret get-keyvaultsecret unlock-secretstore'],
  [change('recoverable', 'sends mail', 'ask', 'network', 'shared'), 'send-mailmessage send-mgusermail'],
  [change('recoverable', 'joins a session or machine that others use', 'ask', 'network', 'shared'), 'enter-pssession new-pssession connect-pssession disconnect-pssession connect-azaccount connect-mggraph connect-exchangeonline connect-viserver connect-msolservice connect-azuread new-cimsession'],
  [change('reversible', 'prints', undefined), 'out-printer'],
  [change('reversible', 'opens a program or file that a person drives', 'ask', 'execute'), 'invoke-item show-command'],
  [change('reversible', 'changes only this session', 'routine', 'process', 'workspace'), 'set-clipboard set-psreadlineoption set-psreadlinekeyhandler remove-module new-psdrive remove-psdrive remove-pssession remove-job stop-job remove-typedata set-psdebug set-tracesource stop-transcript clear-history remove-event unregister-event new-event remove-psbreakpoint set-consolemode'],
  [change('reversible', 'loads a module of the machine', 'routine', 'process', 'workspace'), 'import-localizeddata'],
  [change('irreversible', 'publishes a version that others install', 'ask', 'publish', 'shared'), 'publish-module publish-script publish-psresource'],
];

const byName: ReadonlyMap<string, CmdletChange> = new Map(rows.flatMap(([what, names]) => names.split(' ').map((name) => [name, what] as const)));

/** Verbs of modules that manage a cloud, a directory or mail: the noun says whose, the verb what. */
const managed = /^([a-z]+)-(?:az|azuread|aad|ad(?:user|group|computer|object|organizationalunit|account|domain|forest|service|replication)|mg|msol|mailbox|mailcontact|distributiongroup|transportrule|spo|pnp|team|cluster|dnsserver|dhcpserver|wsus|cmdevice|cmcollection|ec2|s3|rds|iam|lm|iis|website|webapppool|webbinding|sql(?:database|server|login))[a-z0-9]*$/;

/** What a cmdlet is known to change; undefined = it is not known here. */
export function cmdletChange(name: string): CmdletChange | undefined {
  const known = byName.get(name);
  if (known !== undefined) return known;
  const verb = managed.exec(name)?.[1];
  if (verb === undefined) return undefined;
  if (/^(?:remove|clear|uninstall|reset|revoke|disable|restore|unpublish)$/.test(verb)) return change('irreversible', 'deletes or takes away something that others use', 'deny', 'infrastructure', 'shared');
  return /^(?:new|add|set|update|start|stop|restart|move|rename|enable|grant|import|install|invoke|publish|register|unregister|suspend|resume|sync|approve|deny|unlock)$/.test(verb)
    ? change('recoverable', 'changes something that others use', undefined, 'infrastructure', 'shared')
    : undefined;
}
