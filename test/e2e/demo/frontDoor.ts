import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { connect } from 'node:net';
import { chatStorage, storageNames } from '../workbench/window.ts';

/** The address that a person opens, and how to close it. */
export interface FrontDoor {
  readonly url: string;
  close(): void;
}

/**
 * A loopback proxy in front of the VS Code server. Its first page puts the values that the chat needs into the browser's storage
 * (the workbench reads them before anything else, so they cannot be set later) and goes on to the workbench, on one origin.
 */
export async function openFrontDoor(port: number, serverUrl: string, folder: string): Promise<FrontDoor> {
  const inner = new URL(serverUrl);
  const server = createServer((incoming, response) => {
    if (isFirst(incoming)) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
      response.end(firstPage(folder));
      return;
    }
    const onward = request({ host: inner.hostname, port: inner.port, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  server.on('upgrade', (incoming, socket, head) => {
    const onward = connect(Number(inner.port), inner.hostname, () => {
      onward.write(`${incoming.method ?? 'GET'} ${incoming.url ?? '/'} HTTP/1.1\r\n${headerLines(incoming)}\r\n\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  const url = `http://127.0.0.1:${await listen(server, port)}/`;
  return {
    url,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const isFirst = (incoming: IncomingMessage): boolean => incoming.url === '/' && incoming.method === 'GET';

function headerLines({ rawHeaders }: IncomingMessage): string {
  const lines: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) lines.push(`${rawHeaders[index] ?? ''}: ${rawHeaders[index + 1] ?? ''}`);
  return lines.join('\r\n');
}

/** Listens on the wished port, or on any free one where that is taken. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' && port !== 0 ? resolve(listen(server, 0)) : reject(error)));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(address === null || typeof address === 'string' ? port : address.port);
    });
  });
}

const firstPage = (folder: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Tagout demo</title>
<style>body{font:15px system-ui,sans-serif;display:grid;place-items:center;height:100vh;margin:0;color:#444;background:#f6f6f6}</style></head>
<body><p>Opening the workbench …</p><script>
const values = ${JSON.stringify(chatStorage)};
const opening = indexedDB.open(${JSON.stringify(storageNames.database)});
const go = () => location.replace('/?' + new URLSearchParams({ folder: ${JSON.stringify(folder)} }));
opening.onupgradeneeded = () => opening.result.createObjectStore(${JSON.stringify(storageNames.table)});
opening.onsuccess = () => {
  const writing = opening.result.transaction(${JSON.stringify(storageNames.table)}, 'readwrite');
  for (const [key, value] of Object.entries(values)) writing.objectStore(${JSON.stringify(storageNames.table)}).put(value, key);
  writing.oncomplete = () => { opening.result.close(); go(); };
};
opening.onerror = go;
</script></body></html>
`;
