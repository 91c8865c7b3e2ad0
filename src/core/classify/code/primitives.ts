import type { Language } from '../programTable.ts';

/** What a language offers to run, delete, write, send and hide; patterns on code without strings. */
export interface Primitives {
  /** Calls whose first argument is a command line or a list of words. */
  readonly run: RegExp;
  readonly remove: RegExp;
  readonly removeTree: RegExp;
  readonly write: RegExp;
  readonly read: RegExp;
  /** Code made at run time, or found in ways that cannot be followed. */
  readonly hidden: RegExp;
  /** Imported names. */
  readonly imports: RegExp;
  /** Modules that by themselves change nothing; `run`, `remove` and the others find what is done with them. */
  readonly modules: RegExp;
}

const none = /(?!)/g;

export const primitives: Partial<Readonly<Record<Language, Primitives>>> = {
  python: {
    run: /\b(?:os\.(?:system|popen|exec\w*|spawn\w*|posix_spawn\w*)|(?:\w+\.)?(?:check_call|check_output|Popen|getoutput|getstatusoutput)|subprocess\.(?:run|call)|pty\.spawn|run_command|sh\.\w+)\s*\(/g,
    remove: /\b(?:os\.(?:remove|unlink|rmdir|truncate)|Path\s*\(\s*("\d+")\s*\)\s*\.(?:unlink|rmdir)|send2trash)\s*\(|\.(?:unlink|rmdir)\s*\(/g,
    removeTree: /\b(?:shutil\.(?:rmtree|move)|rmtree|os\.removedirs)\s*\(/g,
    write: /\bopen\s*\((?=(?:[^()]|\([^()]*(?:\([^()]*\)[^()]*)*\)){1,300},\s*(?:mode\s*=\s*)?"\d+")|\.(?:write_text|write_bytes|to_csv|to_parquet|to_sql)\s*\(|\bos\.(?:rename|replace|chmod|chown|symlink|link)\s*\(|\bshutil\.(?:copy\w*|chown)\s*\(/g,
    read: /\b(?:open|read_csv|read_json)\s*\(|\bPath\s*\(/g,
    hidden: /\burlretrieve\s*\(|(?<![.\w])(?:eval|exec|compile|__import__|import_module|getattr|setattr|globals|locals|vars)\s*\(|\b(?:os\.(?:remove|unlink|rmdir|removedirs|system|popen)|shutil\.(?:rmtree|move)|subprocess\.(?:run|call|Popen|check_\w+))\s*[,)\]]|\bos\.kill(?:pg)?\s*\(\s*[-0]|\b(?:pickle|marshal|ctypes|runpy|importlib|code)\.|__builtins__|__subclasses__|__globals__/g,
    imports: /(?:^|[\n;:])[^\S\n]*(?:from\s+([\w.]+)\s+import|import\s+([\w.,][\w., ]*))/g,
    modules: /^(?:__future__|abc|argparse|array|ast|asyncio|base64|binascii|bisect|calendar|codecs|collections|concurrent|configparser|contextlib|copy|csv|dataclasses|datetime|decimal|difflib|enum|fnmatch|fractions|functools|gc|getpass|glob|gzip|hashlib|heapq|html|inspect|io|ipaddress|itertools|json|keyword|locale|logging|math|mimetypes|numbers|operator|os|pathlib|platform|pprint|queue|random|re|secrets|shlex|shutil|signal|statistics|string|struct|subprocess|sys|tarfile|tempfile|textwrap|threading|time|timeit|tomllib|traceback|types|typing|unicodedata|unittest|urllib|uuid|warnings|xml|yaml|zipfile|zlib|zoneinfo|numpy|pandas|toml|tomli|matplotlib|scipy|sklearn|PIL|bs4|lxml|tabulate|rich|packaging|pytest|seaborn|plotly|networkx|sympy|jinja2|markdown|click|typer|pydantic|dotenv|attr|attrs|dateutil|pytz|tqdm|openpyxl|xlrd|yarl|aiohttp|flask|fastapi|starlette|uvicorn|django|sqlmodel|asyncpg|aiosqlite|duckdb|polars|pyarrow|orjson|ujson|simplejson|ruamel|jsonschema|cryptography|jwt|nltk|spacy|torch|tensorflow|transformers|cv2|psutil|colorama|termcolor|loguru|structlog|select|selectors|socketserver|http|email|curses|sched|zipimport|tokenize|token|symtable|dis|pdb|doctest|cProfile|profile|trace|errno|stat|filecmp|linecache|plistlib|netrc|pwd|grp|resource|fcntl|termios|sysconfig|site|optparse|cmd|readline|turtle|colorsys|wave|imghdr|requests|httpx|sqlite3|psycopg|psycopg2|pymysql|mysql|pymongo|sqlalchemy|redis)(?:\.|$)/,
  },
  javascript: {
    run: /(?<![\w.])(?:child_process\.)?(?:execSync|execFile|execFileSync|spawn|spawnSync|fork|exec)\s*\(|\.(?:execSync|execFile|execFileSync|spawn|spawnSync|fork)\s*\(|\brequire\s*\(\s*"\d+"\s*\)\s*\.exec\s*\(|\b(?:Bun\.spawn\w*|Deno\.(?:Command|run))\s*\(|(?:^|[^\w.]|\bBun\.)\$\s*"\d+"/g,
    remove: /\b(?:unlink|unlinkSync|truncate|truncateSync)\s*\(/g,
    removeTree: /\b(?:rmSync|rmdirSync|rmdir|rimraf|rimrafSync|removeSync|emptyDir\w*|Deno\.remove)\s*\(|\.(?:rm|remove)\s*\(/g,
    write: /\b(?:writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|outputFile\w*|Bun\.write|Deno\.writeTextFile|rename|renameSync|copyFile|copyFileSync|cp|cpSync|chmod|chmodSync|symlink|symlinkSync)\s*\(|\bopenSync\s*\((?=[^)]*,\s*"\d+")/g,
    read: /\b(?:readFile|readFileSync|createReadStream|Bun\.file|Deno\.readTextFile)\s*\(/g,
    hidden: /\b(?:eval|Function)\s*\(|\bimport\s*\(\s*[^"\s]|\brequire\s*\(\s*[^"\s]|\bprocess\.(?:binding|dlopen|kill)\b|\bvm\.|\[\s*"\d+"\s*(?:\+[^\]]*)?\]\s*\(|\bWorker\s*(?:\)\s*)?\(|(?:\brequire\s*\([^)]*\)|\b(?:fs|fsp|child_process|cp|process|globalThis|global|module|this|os))\s*\[(?:(?!\b(?:fs|fsp|child_process|cp|process|globalThis|global|module|this|os)\s*\[)[^\]])+\]\s*\(|\b(?:unlink|unlinkSync|rmSync|rmdirSync|execSync|spawnSync|execFileSync)\s*[,)\]]/g,
    imports: /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*("\d+")/g,
    modules: /^(?:bun(?::(?:test|sqlite|jsc))?|(?:node:)?(?:assert|buffer|child_process|console|crypto|events|fs|fs\/promises|module|os|path|perf_hooks|process|punycode|querystring|readline|stream|string_decoder|timers|timers\/promises|test|tty|url|util|v8|zlib|http|https|http2|async_hooks|diagnostics_channel|worker_threads|dns))$|\.json$|^(?:express|fastify|koa|hono|cors|helmet|morgan|ws|dotenv|dotenv\/config|pg|mysql2|mysql2\/promise|mysql|better-sqlite3|sqlite3|mongodb|mongoose|knex|ioredis|redis|axios|node-fetch|undici|got|ky|winston|pino|debug|ms|cheerio|csv-parse|csv-parse\/sync|papaparse|xlsx|marked|gray-matter|globby|execa|fs-extra|rimraf|tar|archiver|sharp|joi|ajv|yup|immer|rxjs|next|svelte|preact|tslib|typeorm|sequelize|drizzle-orm|@prisma\/client|@faker-js\/faker|jsonwebtoken|bcrypt|bcryptjs|commander|inquirer|prompts|cli-progress|cli-table3|boxen|strip-ansi|ansi-colors|ts-morph|@babel\/\w+|@typescript-eslint\/\w+|postcss|autoprefixer|tailwindcss|terser|rollup|webpack|chokidar|open|get-port|tmp|mime|mime-types|qs|cookie|body-parser|compression|multer|socket\.io|vitest|jest|mocha|chai|sinon|supertest|playwright|@playwright\/test|puppeteer|jsdom|lodash\/\w+|ramda|moment|luxon|date-fns\/\w+|uuid\/\w+|decimal\.js|bignumber\.js|chalk|lodash|yaml|js-yaml|semver|glob|fast-glob|minimist|commander|yargs|picocolors|kleur|ora|zod|dayjs|date-fns|uuid|nanoid|typescript|prettier|eslint|esbuild|vite|react|vue)$/,
  },
  ruby: {
    run: /\b(?:system|exec|spawn|IO\.popen|Open3\.\w+|Process\.spawn|popen)\s*(?:\(\s*)?(?=")|\bPTY\.|`|%x/g, remove: /\bFile\.(?:delete|unlink|truncate)\s*\(?|\bDir\.(?:rmdir|delete|unlink)\s*\(?|(?<![.\w])(?:rm|rm_f|safe_unlink)\b\s*(?:\(\s*)?(?=["A-Z[])/g,
    // Rake knows the file commands without their module.
    removeTree: /\bFileUtils\.(?:rm\w*|remove\w*|mv)\s*\(?|(?<![.\w])(?:rm_rf?|rmtree|remove_(?:dir|entry)(?:_secure)?)\b\s*(?:\(\s*)?(?=["A-Z[])/g,
    write: /\b(?:File\.(?:write|open|rename|chmod)|IO\.write)\s*\(?|\bFileUtils\.(?!rm|remove|mv)\w+/g, read: /\bFile\.read\w*\s*\(?/g, hidden: /\b(?:eval|instance_eval|class_eval|send|public_send|const_get|Marshal\.load|load|instance_method|public_method|method)\b/g,
    imports: /\brequire(?:_relative)?\s*(?:\(\s*)?("\d+")/g, modules: /^(?:json|yaml|date|time|set|csv|pp|fileutils|optparse|erb|digest|securerandom|tempfile|pathname|open3|uri|bigdecimal|stringio|benchmark)$/,
  },
  perl: {
    run: /\b(?:system|exec)\b\s*\(?|\bqx\b|`|\bopen(?:(?!\bopen)[^;])*"\d+"|\bopen3?\b/g, remove: /\b(?:unlink|rmdir|truncate)\b\s*\(?/g, removeTree: /\b(?:rmtree|remove_tree|move|rename)\b\s*\(?/g, write: none, read: none,
    hidden: /\beval\b|\bdo\s+"\d+"|\brequire\b|s\/[^/\n]*\/[^/\n]*\/\w*e/g, imports: /\buse\s+([\w:]+)/g, modules: /^(?:strict|warnings|utf8|v5|feature|constant|POSIX|List::Util|Data::Dumper|JSON::PP|Time::\w+|File::(?:Basename|Spec|Find|Path|Copy|Temp)|Getopt::Long|Cwd|Encode|Text::\w+|\d.*)$/,
  },
  go: {
    run: /\b\w+\.(?:Command(?:Context)?|StartProcess|ForkExec)\s*\((?:\s*[\w.]+(?:\(\))?\s*,(?=\s*"))?/g, remove: /\bos\.(?:Remove|Truncate)\s*\(/g, removeTree: /\bos\.RemoveAll\s*\(/g,
    write: /\b(?:os\.(?:WriteFile|Create|OpenFile|Rename|Chmod|Chown|Symlink|Link)|ioutil\.WriteFile)\s*\(/g, read: /\b(?:os\.(?:ReadFile|Open)|ioutil\.ReadFile)\s*\(/g,
    // A package under another name, or none, hides whose function is called.
    hidden: /^[ \t]*(?:import[ \t]+)?(?!(?:import|return|case)\b)[A-Za-z_.]\w*[ \t]+"\d+"[ \t]*$|\bos\.Environ\s*\(|\/\/go:|\bimport[ \t]+[A-Za-z_.]\w*[ \t]+"/gm,
    imports: /^[ \t]*(?:import[ \t]+)?("\d+")[ \t]*(?:;[ \t]*)?$/gm, modules: /^(?!(?:plugin|unsafe|syscall|C|net|debug\/.*|net\/(?!url$|netip$|mail$|textproto$).*|database\/.*|runtime\/cgo)$)[a-z][a-z0-9]*(?:\/[a-z0-9]+)*$/,
  },
  php: {
    run: /\b(?:exec|shell_exec|system|passthru|proc_open|popen|pcntl_exec)\s*\(|`/g, remove: /\b(?:unlink|rmdir|ftruncate)\s*\(/g, removeTree: none, write: /\b(?:file_put_contents|fopen|rename|copy|chmod)\s*\(/g, read: /\b(?:file_get_contents|readfile|file)\s*\(/g,
    hidden: /\b(?:eval|assert|create_function|call_user_func\w*|unserialize)\s*\(|\b(?:array_(?:map|walk\w*|filter|reduce|diff_u\w+|u\w+)|usort|uasort|uksort|iterator_apply|register_shutdown_function|preg_replace_callback\w*|ob_start|set_error_handler|new\s+ReflectionFunction)\s*\((?:[^(),]*,)?\s*"\d+"|\$\w+\s*\(|\$\$/g, imports: /\b(?:require|include)(?:_once)?\s*(?:\(\s*)?("\d+")/g, modules: none,
  },
};
