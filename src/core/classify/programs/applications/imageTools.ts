import type { ProgramTable } from '../../programTable.ts';
import { asks, routine, runsAnything, shapesOf } from './rows.ts';

const { converts, exactly, reads, rewrites, tells } = shapesOf('image');
const singleDash = { style: 'single-dash' } as const;

/** Prefixes of ImageMagick names that run a script, a pipe or a deletion instead of naming an image; `/fs:` is the disk tool that Windows calls `convert`. */
const magickScripts = runsAnything('an image script', { operand: '^(?:msl|ephemeral|win|show|plugin|https?|ftp|url):|^\\||^@|^/fs:' });
const magick = { ...singleDash, effects: [magickScripts] };

/** Converters, optimisers and metadata of pictures, and what shows them. */
export const imageTools: readonly ProgramTable[] = [
  {
    ...converts('magick convert composite montage stream', '-write=write -path=write -list! -version! -help! -process=opaque -script=opaque', {
      ...magick,
      commands: {
        'identify|compare': { otherOptions: 'harmless', operands: 'read...', effects: [magickScripts], options: '-write=write' },
        mogrify: { otherOptions: 'harmless', operands: 'write...', effects: [magickScripts], options: '-write=write -path=write' },
        'convert|composite|montage': { otherOptions: 'harmless', operands: 'read... write', effects: [magickScripts], options: '-write=write' },
        import: { otherOptions: 'harmless', operands: 'write...', effects: [magickScripts] },
      },
    }),
    examples: [
      { command: 'magick public/logo.png -resize 50% public/logo-small.png', decision: 'allow', reversibility: 'reversible' },
      { command: 'magick a.png ~/.bashrc', decision: 'ask' },
      { command: 'convert msl:x.msl y.png', decision: 'ask' },
      { command: 'magick identify public/logo.png', decision: 'allow', reversibility: 'read-only' },
    ],
  },
  rewrites('mogrify import', '-write=write -path=write -version! -help! -process=opaque', magick),
  reads('identify display animate', '-write=write -update= -version! -help! -process=opaque', magick),
  { ...reads('compare', '-write=write -version! -help!', { ...magick, operands: 'read read write' }), examples: [{ command: 'compare a.png b.png diff.png', decision: 'allow' }] },
  {
    ...converts('cwebp dwebp gif2webp img2webp webpmux avifenc avifdec cjxl djxl guetzli svgcleaner zopflipng vectorize-pixelart img2pdf sam2p svg2png heif-convert heif-enc heif-dec rsvg-convert', '-o|--output=write --prefix=write', { operandsWith: { '-o': 'read...' } }),
    examples: [{ command: 'cwebp -q 80 a.png -o a.webp', decision: 'allow' }, { command: 'cwebp a.png -o ~/.bashrc', decision: 'ask' }],
  },
  { ...rewrites('oxipng optipng jpegoptim ect cavif pngout advpng', '-o= -d|--dest=write --dir=write --out=write --output=write'), examples: [{ command: 'oxipng -o 4 public/logo.png', decision: 'allow' }] },
  { ...reads('pngquant jpegtran cjpeg djpeg gifsicle', '-o|--output=write -outfile=write -b|--batch'), examples: [{ command: 'pngquant --quality 60-80 public/logo.png', decision: 'allow' }] },
  { ...reads('imgp', '-o= -x= -q= -w'), effects: [routine('write', 'workspace', 'writes smaller copies of pictures')], examples: [{ command: 'imgp -x 50 public/logo.png', decision: 'allow' }] },
  {
    ...tells('jhead', '-ft -purejpg -autorot -cmd=shell -n=? -dt -de -du -dc -di -dx -norot -rt -st=write -ce -cl= -te=read -ta=? -ts= -ds= -da= -mkexif -se -c -q -h! -v -exifmap -exonly -cr -ca -ar -V!', { ...singleDash, otherOptions: 'harmless', operands: 'write...' }),
    examples: [{ command: 'jhead public/photo.jpg', decision: 'allow' }, { command: "jhead -cmd 'rm -rf ~' a.jpg", decision: 'deny' }],
  },
  { ...rewrites('exif', '-o|--output=write -e|--extract-thumbnail --insert-thumbnail=read --set-value= -t|--tag= --ifd= -l -m -i'), examples: [{ command: 'exif -m public/photo.jpg', decision: 'allow' }] },
  {
    ...tells('exiv2', '-l|--location=write -r|--rename= -M= -m=read -g= -K= -P= -p= -Q= -n= -a= -Y= -O= -D= -S= -d= -e= -i= -f -F', { commands: { 'pr|print': { otherOptions: 'harmless', operands: 'read...' }, '*': { otherOptions: 'harmless', operands: 'write...' } }, operands: 'write...' }),
    examples: [{ command: 'exiv2 pr public/photo.jpg', decision: 'allow' }],
  },
  {
    ...reads('chafa timg viu catimg pixterm lsix img2txt img2sixel imgcat asciiart ascii-image-converter jp2a tiv jxlinfo zbarimg gocr cacaview fbi feh eog sxiv nsxiv gpicview diffimg sview inkview', '-o|--output=write --save-img=write -s|--save-txt=write --save-gif=write --only-save --output-file=write -A|--action=shell --action1=shell --info=shell --on-last-slide= --output-dir=write --output-only=write --caption-path=write'),
    examples: [{ command: 'chafa public/logo.png', decision: 'allow', reversibility: 'read-only' }, { command: "feh --action 'rm -rf ~' a.png", decision: 'deny' }],
  },
  { ...reads('imv', '-c=opaque -b= -s= -t= -n= -u= -l -f -r -d -w= -x -h! -v!'), examples: [{ command: "imv -c 'exec x' a.png", decision: 'ask' }] },
  {
    ...rewrites('grim scrot gnome-screenshot mate-screenshot xfce4-screenshooter flameshot spectacle hyprshot maim fbgrab fswebcam i3-scrot byzanz-record silentcast shutter', '-e|--exec=shell -p|--path=write -o|--output=write -F|--file=write -f= -d|--delay= -g= -s -c|--clipboard'),
    effects: [routine('write', 'workspace', 'takes a picture of the screen')],
    examples: [{ command: 'scrot shot.png', decision: 'allow' }, { command: "scrot shot.png -e 'rm -rf ~'", decision: 'deny' }],
  },
  tells('slurp slop grabc farge colorpicker hyprpicker xcolor'),
  { ...reads('tesseract ocrmypdf', '--tessdata-dir=read --sidecar=write', { operands: 'read write data...' }), examples: [{ command: 'tesseract scan.png notes', decision: 'allow' }] },
  { ...converts('waifu2x-ncnn-vulkan realesrgan-ncnn-vulkan', '-i=read -o=write -s= -n= -f= -m=read'), examples: [{ command: 'waifu2x-ncnn-vulkan -i a.png -o b.png', decision: 'allow' }] },
  { ...reads('ufraw-batch dcraw', '--output=write --out-path=write --conf=read --overwrite'), effects: [routine('write', 'workspace', 'writes pictures next to the raw files')] },
  { ...tells('qrencode qr zint segno', '-o|--output=write -r|--read-from=read -i|--input=read --batch'), examples: [{ command: "qrencode -o code.png 'https://example.com'", decision: 'allow' }] },
  { ...tells('carbon-now', '-l|--save-to=write -t|--save-as=write', { operands: 'read' }), effects: [asks('network', 'irreversible', 'shared', 'shows source code to a web page that draws it')], examples: [{ command: 'carbon-now src/a.ts', decision: 'ask' }] },
  { ...reads('silicon freeze', '-o|--output=write -x|--execute=shell -i|--interactive -c|--config= --to-clipboard'), examples: [{ command: 'silicon src/a.ts -o code.png', decision: 'allow' }, { command: "freeze -x 'rm -rf ~'", decision: 'deny' }] },
  { ...reads('inkmake openscad meshlabserver assimp 3d-ascii-viewer stl2gts f3d', '-o|--out|--output=write -d=write -l=write -s= -i=read --export= -om', { operandsWith: { '-i': 'write...' } }), examples: [{ command: 'openscad -o button.stl button.scad', decision: 'allow' }] },
  { ...exactly('xcursorgen', '-p|--prefix=read -?|--help! -V!', { operands: 'read write' }), examples: [{ command: 'xcursorgen cursor.config cursor', decision: 'allow' }] },
];
