import type { ProgramTable } from '../../programTable.ts';
import { beginnings, shapesOf } from './rows.ts';

const { exactly, reads, converts } = shapesOf('image');
const singleDash = { style: 'single-dash' } as const;

/** A filter of the netpbm family with options that name a second file it writes. */
const alsoWrites = (names: string, ...options: readonly string[]): ProgramTable =>
  reads(names, options.map((option) => beginnings(option, '=write')).join(' '), singleDash);

/** netpbm: some three hundred filters from a file or standard input to standard output, and the few that write files themselves. */
export const imageFilters: readonly ProgramTable[] = [
  {
    ...reads(
      'anytopnm asciitopgm atktopbm bioradtopgm bmptopnm bmptoppm brushtopbm cistopbm cmuwmtopbm ddbugtopbm escp2topbm eyuvtoppm fitstopgm fitstopnm fstopgm g3topbm gemtopbm ' +
        'gemtopnm gouldtoppm hdifftopam hipstopgm icontopbm infotopam jbigtopnm jpeg2ktopam leaftoppm lispmtopgm macptopbm mdatopbm mgrtopbm mtvtoppm neotoppm palmtopnm ' +
        'pamaddrand pamaltsat pamarith pambackground pambayer pambrighten pamcat pamchannel pamcrater pamcut pamdeinterlace pamdepth pamditherbw pamedge pamendian pamenlarge pamexpand pamfile pamfind ' +
        'pamfix pamfixtrunc pamflip pamfunc pamgauss pamgetcolor pamgradient pamhomography pamlevels pamlookup pammasksharpen pammixinterlace pammosaicknit pamoil pamperspective ' +
        'pampaintspill pampick pampop9 pamrecolor pamrestack pamrgbatopng pamrubber pamscale pamseq pamshadedrelief pamsharpmap pamsharpness pamshuffle pamsistoaglyph pamslice pamstack pamstereogram ' +
        'pamstretch pamstretch-gen pamsumm pamsummcol pamtable pamthreshold pamtilt pamtoavs pamtocsv pamtodjvurle pamtofits pamtogif pamtohdiff pamtohtmltbl pamtojpeg2k pamtompfont pamtooctaveimg pamtopam ' +
        'pamtopdbimg pamtopfm pamtopng pamtopnm pamtoqoi pamtosrf pamtosvg pamtotga pamtotiff pamtouil pamtowinicon pamtoxvmini pamtris pamundice pamunlookup pamvalidate pamwipeout pamx pbmclean pbmlife ' +
        'pbmmake pbmmask pbmminkowski pbmnoise pbmpage pbmpscale pbmreduce pbmtext pbmtextps pbmto10x pbmto4425 pbmtoascii pbmtoatk pbmtobbnbg pbmtocis pbmtocmuwm pbmtodjvurle pbmtoepsi pbmtoepson pbmtoescp2 ' +
        'pbmtog3 pbmtogem pbmtogo pbmtoibm23xx pbmtoicon pbmtojbg pbmtolj pbmtoln03 pbmtolps pbmtomacp pbmtomatrixorbital pbmtomda pbmtomgr pbmtomrf pbmtonokia pbmtopgm pbmtopi3 pbmtopk pbmtoplot pbmtoppa ' +
        'pbmtopsg3 pbmtoptx pbmtosunicon pbmtowbmp pbmtox10bm pbmtoxbm pbmtoybm pbmtozinc pbmupc pc1toppm pcdovtoppm pcxtoppm pdbimgtopam pfmtopam pgmabel pgmbentley pgmcrater pgmdeshadow pgmedge pgmenhance ' +
        'pgmhist pgmkernel pgmmake pgmmedian pgmminkowski pgmmorphconv pgmnoise pgmnorm pgmoil pgmramp pgmslice pgmtexture pgmtofs pgmtolispm pgmtopbm pgmtopgm pgmtoppm pgmtosbig pgmtost4 pi1toppm pi3topbm picttoppm ' +
        'pjtoppm pktopbm pnmalias pnmarith pnmcat pnmcolormap pnmconvol pnmcrop pnmcut pnmdepth pnmenlarge pnmfile pnmflip pnmgamma pnmhisteq pnmhistmap pnmindex pnminterp pnminvert pnmmargin pnmmercator pnmnlfilt ' +
        'pnmnoraw pnmnorm pnmpad pnmpaste pnmpsnr pnmquant pnmremap pnmrotate pnmscale pnmscalefixed pnmshear pnmsmooth pnmstitch pnmtile pnmtoddif pnmtofits pnmtojbig pnmtojpeg pnmtopalm pnmtopclxl pnmtoplainpnm ' +
        'pnmtopng pnmtops pnmtorast pnmtorle pnmtosgi pnmtosir pnmtotiff pnmtotiffcmyk pnmtoxwd pnmcomp ppm3d ppmbrighten ppmchange ppmcie ppmcolormask ppmcolors ppmdcfont ppmdim ppmdist ppmdither ppmdmkfont ppmdraw ' +
        'ppmflash ppmforge ppmglobe ppmhist ppmlabel ppmmake ppmmix ppmnorm ppmntsc ppmpat ppmquant ppmrainbow ppmrelief ppmrough ppmshadow ppmshift ppmspread ppmsvgalib ppmtoacad ppmtoapplevol ppmtoarbtxt ' +
        'ppmtoascii ppmtobmp ppmtoeyuv ppmtogif ppmtoicr ppmtoilbm ppmtojpeg ppmtoleaf ppmtolj ppmtomap ppmtomitsu ppmtoneo ppmtopcx ppmtopgm ppmtopi1 ppmtopict ppmtopj ppmtopjxl ppmtoppm ppmtopuzz ' +
        'ppmtosixel ppmtospu ppmtoterm ppmtotga ppmtouil ppmtowinicon ppmtoxpm ppmtoyuv ppmtv ppmwheel psidtopgm qoitopam qrttoppm rasttopnm rawtopgm rawtoppm rgb3toppm rlatopam sbigtopgm sgitopnm ' +
        'sirtopnm sldtoppm spctoppm spottopgm sputoppm srftopam st4topgm sunicontopnm svgtopam thinkjettopbm vidtoppm wbmptopbm winicontopam winicontoppm xbmtopbm xvminitoppm xwdtopnm ybmtopbm ' +
        'yuvsplittoppm yuvtoppm yuy2topam zeisstopnm',
      `${beginnings('-output', '=write')} ${beginnings('-debugfile', '=write')}`,
      singleDash,
    ),
    examples: [
      { command: 'pnmscale 0.5 public/logo.pnm > logo.pnm', decision: 'allow', reversibility: 'reversible' },
      { command: 'pgmhist logs/frame.pgm', decision: 'allow', reversibility: 'read-only' },
      { command: 'anytopnm ~/.ssh/id_rsa', decision: 'ask' },
    ],
  },
  {
    ...alsoWrites('tgatoppm tifftopnm rletopnm ximtoppm xpmtoppm giftopnm gifftopnm pngtopam pngtopnm jpegtopnm ilbmtoppm', '-alphaout', '-maskfile', '-text', '-exif'),
    examples: [
      { command: 'tifftopnm scan.tif > scan.pnm', decision: 'allow' },
      { command: 'tgatoppm -alpha ~/.bashrc a.tga', decision: 'ask' },
    ],
  },
  alsoWrites('pnmmontage', '-data', '-header'),
  { ...reads('pamcomp', beginnings('-alpha', '=read'), { ...singleDash, operands: 'read read write' }), examples: [{ command: 'pamcomp over.pam under.pam ~/.bashrc', decision: 'ask' }] },
  { ...reads('pamsplit', '', { ...singleDash, operands: 'read write' }), examples: [{ command: 'pamsplit frames.pam frame_%d.pam', decision: 'allow' }] },
  reads('pamdice', beginnings('-outstem', '=write'), singleDash),
  reads('pnmtofiasco fiascotopnm', `${beginnings('-output-name', '=write')} ${beginnings('--output-name', '=write')} -f|--config=read`),
  { ...reads('ppmtoyuvsplit', '', { ...singleDash, operands: 'write read' }), examples: [{ command: 'ppmtoyuvsplit ~/frame a.ppm', decision: 'ask' }] },
  { ...converts('pnmquantall', beginnings('-ext', '='), { ...singleDash, operands: 'data write...' }), examples: [{ command: 'pnmquantall 16 src/a.pnm src/b.pnm', decision: 'allow' }] },
  { ...reads('ppmfade', beginnings('-base', '=write'), singleDash), examples: [{ command: 'ppmfade -f a.ppm -l b.ppm -mix -base ~/fade', decision: 'ask' }] },
  {
    // Both write files named after the one they read, into its directory.
    ...reads('ppmtorgb3 pstopnm', '', { ...singleDash, operands: 'write' }),
    examples: [{ command: 'pstopnm docs/plot.ps', decision: 'allow' }],
  },
  {
    // `INPUT_CONVERT` in the parameter file is a command line.
    ...exactly('ppmtompeg', '-gop= -combine_gops -frames= -combine_frames -nice -max_machines= -stat=write -quiet= -realquiet -no_frame_summary -float_dct -quality -bit_rate_info=write -mv_histogram -debug_sockets -debug_machines -help! -version! -master= -child=', { ...singleDash, operands: 'script:other' }),
    examples: [{ command: 'ppmtompeg movie.param', decision: 'ask' }],
  },
  { ...exactly('pamexec', '-check -quiet -plain -verbose', { ...singleDash, operands: 'shell...' }), examples: [{ command: "pamexec 'pnmflip -lr' frames.pam", decision: 'allow' }, { command: "pamexec 'rm -rf ~' frames.pam", decision: 'deny' }] },
];
