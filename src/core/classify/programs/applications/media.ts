import type { ProgramTable } from '../../programTable.ts';
import { asks, routine, runsAnything, sendsToOthers, shapesOf } from './rows.ts';

const { converts, exactly, reads, rewrites, tells } = shapesOf('media');
const singleDash = { style: 'single-dash' } as const;

/** A recording or a stream handed to somebody else: the output of a media tool that is an address. */
const streams = sendsToOthers('the stream', { operand: '^(?:rtmps?|rtsp|srt|udp|tcp|https?|icecast|s?ftp|rtp|tee):' });

/** Converters, taggers, players and recorders of sound and video. */
export const media: readonly ProgramTable[] = [
  {
    // Values of options that are not listed are judged as output files: the strictest reading.
    ...rewrites(
      'ffmpeg avconv',
      '-i=read -f= -c= -c:v= -c:a= -c:s= -codec= -vcodec= -acodec= -scodec= -vn -an -sn -y -n -b:v= -b:a= -b= -r= -s= -t= -to= -ss= -sseof= -map= -vf= -af= -filter:v= -filter:a= -filter_complex= -lavfi= -crf= -preset= -tune= -pix_fmt= -ar= -ac= -q:v= -q:a= -qscale:v= -vframes= -frames:v= -frames= -framerate= -loop= -stream_loop= -metadata= -movflags= -loglevel= -threads= -shortest -aspect= -vol= -vsync= -itsoffset= -hide_banner -nostdin -stats -disposition= -profile:v= -level= -maxrate= -bufsize= -g= -strict= -hwaccel= -video_size= -passlogfile=write -pass= -attach=read -dump_attachment=write -filter_complex_script=read -filter_script=read -vstats_file=write -sdp_file=write -progress=write -report -formats! -codecs! -encoders! -decoders! -filters! -version! -h! -help! -devices! -sources! -protocols! -pix_fmts!',
      singleDash,
    ),
    effects: [streams, asks('write', 'irreversible', 'machine', 'lets a filter read or write a file', { word: '(?:^|[:=,;])(?:stats_|log_)?(?:file|path|filename)=|movie=' })],
    examples: [
      { command: "ffmpeg -i a.mp4 -vf 'metadata=print:file=/home/dev/.bashrc' -f null -", decision: 'ask' },
      { command: 'ffmpeg -i docs/demo.mov -c:v libx264 docs/demo.mp4', decision: 'allow', reversibility: 'reversible' },
      { command: 'ffmpeg -i a.mov ~/.bashrc', decision: 'ask' },
      { command: 'ffmpeg -f x11grab -i :0 rtmp://live.example/app', decision: 'ask', reversibility: 'irreversible', blastRadius: 'shared' },
    ],
  },
  { ...reads('ffplay mpv mplayer mplayer2 cvlc vlc totem celluloid mpg123 mpg321 ogg123 aplay pw-play paplay pacat xine mediainfo-gui omxplayer cmus afplay audacious clementine qmmp deadbeef strawberry vgmplay timidity fluidsynth mpd cava termusic picard easytag shotcut kdenlive openshot audacity mixxx lmms musescore obs handbrake-gtk gst-play-1.0', '--script=script:lua --scripts=script:lua --input-commands=opaque --input-conf=opaque -input=opaque -include=opaque --o=write --extraintf=opaque --intf=opaque -I=opaque --input-ipc-server= --input-file=opaque --ytdl-raw-options= -record=write --record-file=write --stream-record=write --dump-stats=write --log-file=write -o|--output|-w=write --output-file=write --sout=opaque --config=opaque --config-dir=opaque --include=opaque --python=script:python -P|--python-expr=opaque -b|--background -F= -dumpfile=write -dumpstream -script=script:other'),
    examples: [{ command: 'mpv docs/demo.mp4', decision: 'allow' }, { command: 'mpv --script=evil.lua a.mp4', decision: 'ask' }] },
  {
    ...reads('sox play', '--effects-file=read --temp=write -n -t= -r= -c= -b= -e= -G -q -S -v= -V= -m -M --combine= --norm=? --plot= --help! --version! --i', { operands: 'read write...', effects: [runsAnything('a pipe', { operand: '^\\|' })] }),
    examples: [{ command: 'sox a.wav b.wav trim 0 5', decision: 'allow' }, { command: "sox '|sh x' b.wav", decision: 'ask' }],
  },
  { ...rewrites('rec arecord pw-record parecord pw-midi2record rtmpdump cdparanoia', '-f= -t= -d= -r|--rate= -c= -D= -o|--flv=write --use-strftime -W= -p= -a= -y= -B -Q -l -i'), effects: [routine('write', 'workspace', 'records sound')], examples: [{ command: 'arecord -d 5 take.wav', decision: 'allow' }] },
  converts('lame oggenc opusenc opusdec oggdec faac afconvert ogmtools pstoedit spa-resample vgmstream_cli', '-o|--output=write', { operandsWith: { '-o': 'read...' } }),
  { ...rewrites('flac fdkaac metaflac id3v2 id3tag eyeD3 mid3v2 mp3info mp3gain vorbiscomment kid3-cli mkvpropedit mp4tags AtomicParsley reflac loudgain', '-o|--output-name=write --import-tags-from=read --export-tags-to=write --import-picture-from=read --export-picture-to=write --output-prefix=write --add-image= --write-images=write -p=? --plugin=opaque --config=opaque -C=opaque -d -t= -A= -a= -T= -n= -G= -y= -g= -c='), examples: [{ command: 'flac take.wav', decision: 'allow' }] },
  { ...reads('mkvmerge mkvextract mkvinfo mp4box mp4dump mp4info mp4decrypt mp4edit mp4fragment', '-o|--output=write -out|-new=write -add=read --identify -i -info', { operands: 'read write...' }), examples: [{ command: 'mkvmerge -o out.mkv in.mp4 subs.srt', decision: 'allow' }] },
  { ...tells('HandBrakeCLI', '-i|--input=read -o|--output=write --preset-import-file=read --preset-export-file=write --queue-import-file=opaque'), examples: [{ command: 'HandBrakeCLI -i a.mkv -o a.mp4', decision: 'allow' }] },
  { ...converts('m4b-tool shnsplit shntool cuetools bchunk chdman transcode yamdi agg asciicast2gif', '-i|--input=read -o|--output|--output-file=write -op=write -d= --audio-format= -f=', { operandsWith: { '-i': 'data...' } }), examples: [{ command: 'chdman createcd -i game.cue -o game.chd', decision: 'allow' }] },
  tells('gst-inspect-1.0 gst-device-monitor-1.0 gst-typefind-1.0 gst-discoverer-1.0 afinfo aconnect pw-top pw-mon pw-profiler pw-mididump pw-dump alsamixer ncmpcpp pulsemixer pavucontrol'),
  { ...converts('gst-transcoder-1.0'), examples: [{ command: 'gst-transcoder-1.0 a.mov b.mp4', decision: 'allow' }] },
  { ...rewrites('ges-launch-1.0', '-o|--outputuri=write -s|--save=write -l|--load=read'), operands: 'read...' },
  { ...tells('audtool cmus-remote mocp playerctl mpc rmpc kodi-send pulseaudio-ctl pamixer ponymix amixer wpctl ytermusic termusic-server spotify_player ncspot', '-C= -a= -h|--host= -p|--port= -q -Q -c=opaque --config=opaque -o=write'), effects: [routine('process', 'machine', 'turns music on, off, up or down')], examples: [{ command: 'playerctl play-pause', decision: 'allow' }, { command: 'mpc next', decision: 'allow' }] },
  { ...tells('cmusfm'), effects: [asks('network', 'reversible', 'shared', 'connects a player with a web account')] },
  { ...tells('espeak espeak-ng speak speak-ng flite piper tts pico2wave spd-say', '-w=write -f=read --path=read -o|--output_file|--out_path=write -t|--text= -m|--model=read -voice= -c= --compile=write'), examples: [{ command: 'espeak-ng "build done"', decision: 'allow' }] },
  { ...reads('whisper whisper-cpp faster-whisper', '-o|--output_dir=write --model_dir=read -f|--file=read -of=write --model= --language= --task= --output_format='), effects: [routine('write', 'workspace', 'writes the spoken text next to the workspace files')], examples: [{ command: 'whisper talk.mp3 --model small', decision: 'allow' }] },
  { ...tells('pw-cat pw-loopback pw-midi2play speaker-test', '-w|--wavfile=read', { operands: 'read...' }), examples: [{ command: 'speaker-test -t sine', decision: 'allow' }] },
  { ...exactly('pasuspender', '-s|--server= --help! --version!', { optionsFirst: true, operands: 'command' }), examples: [{ command: 'pasuspender -- ls', decision: 'allow' }] },
  { ...tells('v4l2-ctl cam rpicam-hello uvcdynctrl cec-client', '-o=write --stream-to=write -W|--save=write -L|--load=read --stream-from=read -s= -c= --set-ctrl= -F|--file=?write'), effects: [routine('process', 'machine', 'sets a camera or a screen on this machine', { with: '-s -c --set-ctrl -L' })], examples: [{ command: 'v4l2-ctl --list-devices', decision: 'allow' }] },
  { ...tells('rpicam-jpeg rpicam-still rpicam-raw rpicam-vid libcamera-still libcamera-vid', '-o|--output=write --metadata=write --post-process-file=read --config=read --tuning-file=read'), effects: [streams], examples: [{ command: 'rpicam-still -o a.jpg', decision: 'allow' }] },
  { ...tells('pw-dot pw-config pw-metadata pw-link pw-cli', '-o|--output=write -d|--delete -m -j|--json=read', { operands: 'data...' }), effects: [routine('process', 'machine', 'changes how sound is routed', { with: '-d', operands: 'some' })], examples: [{ command: 'pw-dot -o graph.dot', decision: 'allow' }] },
  tells('pw-reserve pw-container'),
  { ...exactly('beet', '-l|--library=write -d|--directory=write -c|--config=opaque -v -h|--help!', { commands: {
    'list|ls|stats|version|fields|help|config|info|path|bad|duplicates|missing': { otherOptions: 'harmless', operands: 'data...' },
    'import|update|modify|write|move|fetchart|lyrics|lastgenre|replaygain|mbsync|convert': { otherOptions: 'harmless', operands: 'data...', effects: [asks('write', 'recoverable', 'machine', 'changes, moves or retags files of the music library')] },
    'remove|rm': { otherOptions: 'harmless', operands: 'data...', effects: [asks('delete', 'irreversible', 'machine', 'takes music out of the library, and off the disk with `-d`')] },
  } }), examples: [{ command: 'beet list artist', decision: 'allow' }, { command: 'beet remove -d artist', decision: 'ask' }] },
];
