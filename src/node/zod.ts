// zod: one schema that checks, explains and is shipped as JSON Schema. It stays out of the hook's path, which reads the compiled JSON.
export * from 'zod';
