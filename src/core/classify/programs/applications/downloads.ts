import type { ProgramTable } from '../../programTable.ts';
import { asks, routine, shapesOf } from './rows.ts';

const { exactly, tells } = shapesOf('download');

const helps = '-h|--help! -v|-V|--version!';
const fetches = [routine('write', 'workspace', 'fetches files into the workspace')];

/** Fetching media, pages and packages from the web. Where a file is put is judged as a path; code that is installed is asked about. */
export const downloads: readonly ProgramTable[] = [
  {
    ...tells('gallery-dl instaloader you-get annie lux bdfr nhentai ytmdl isisdl get_iplayer streamlink streamripper deemix spotdl ani-cli animdl megatools-dl megadl gdown wcurl ruget plowdown svtplay-dl bandcamp-dl scdl coursera-dl packtpub subliminal apkeep depotdownloader saldl puf lftpget',
      '--exec=shell --exec-after=shell --player|-p=program -o|--output|--output-document|--output-dir|--outdir|-O|-d|-D=write -dir=write --path=write --to=write -c|--config|--config-file=opaque --cookies=read --cookies-from-browser=opaque --curl-options=opaque --postprocessor= --write-log=write --download-archive=write -i|--input-file=read --list=read --dest=write --directory=write --delete-tagged --record=write -r= -f= -q= -l= -s= -a= -e= -t= -n= -m= -u= -x= -k=', { style: 'posix' }),
    effects: fetches,
    examples: [{ command: 'gallery-dl https://example.com/album', decision: 'allow' }, { command: "gallery-dl --exec 'rm -rf ~' https://example.com/a", decision: 'deny' }, { command: 'gdown -O ~/.bashrc 42', decision: 'ask' }],
  },
  { ...tells('webtorrent peerflix deluge deluge-console deluged deluge-web transmission-daemon transmission-gtk transmission-qt qbittorrent qbittorrent-nox nicotine aria2p ctorrent stig', `${helps} -o|--out|--download-dir|-w=write -c|--config-dir|--config=opaque --on-done=program --on-exit=program -f|--finish=program -l|--logfile=write -u= -p= -d -t`), effects: [asks('network', 'recoverable', 'shared', 'exchanges files with others')], examples: [{ command: 'webtorrent download a.torrent', decision: 'ask' }] },
  { ...exactly('transmission-show', `${helps} -m|--magnet -s|--scrape -d|--header -f|--files -t|--trackers -b --bytes -u`, { operands: 'read' }), examples: [{ command: 'transmission-show a.torrent', decision: 'allow', reversibility: 'read-only' }] },
  { ...exactly('transmission-create transmission-edit mktorrent', `${helps} -o|--outfile|--output=write -t|--tracker= -s|--piecesize= -c|--comment= -p|--private -a|--add= -d|--delete= -r|--replace -l= -n= -v -w= --anonymize --source= -x=`, { operands: 'write...' }), examples: [{ command: 'transmission-create -o a.torrent docs', decision: 'allow' }] },
  { ...exactly('zsync', '-i=read -o=write -k=write -u= -q -s -A= -V!', { operands: 'data' }), effects: fetches, examples: [{ command: 'zsync https://example.com/a.zsync', decision: 'allow' }] },
  { ...tells('httrack wpull archivebox grab-site', `${helps} -O=write --mirror -V|--userdef-cmd=shell --ext-depth= -r= -n -c= -%P -W`, { style: 'single-dash' }), effects: fetches, examples: [{ command: 'httrack https://example.com -O mirror', decision: 'allow' }, { command: "httrack https://example.com -V 'rm -rf ~'", decision: 'deny' }] },
  { ...tells('GET lwp-mirror', '-H= -m= -d -s -e -U -u -p= -P -t= -C= -b= -i= -o= -a -v! -h!'), examples: [{ command: 'GET -d https://example.com', decision: 'allow' }] },
  { ...tells('lwp-request POST', '-H= -m= -d -s -e -U -u -p= -P -t= -C= -c= -b= -i= -o= -a -v! -h!'), effects: [asks('network', 'irreversible', 'shared', 'sends a request that changes something', { without: '-m=GET -m=HEAD' })], examples: [{ command: 'lwp-request -m GET https://example.com', decision: 'allow' }, { command: 'lwp-request -m POST https://example.com', decision: 'ask' }] },
  { ...exactly('cadaver', `${helps} -t|--tolerant -r|--rcfile=opaque -p|--proxy=`, { operands: 'data...' }), effects: [asks('network', 'irreversible', 'shared', 'opens a prompt that changes files on a server')], examples: [{ command: 'cadaver https://dav.example', decision: 'ask' }] },
];
