#!/usr/bin/env node
import { keepCompiled } from './command-line/keep-compiled.ts';

keepCompiled(process.env);
// Modules that this one named would be compiled before its first line runs.
await import('./run-cli.ts');
