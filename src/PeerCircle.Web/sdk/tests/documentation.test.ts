import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const index = fileURLToPath(new URL("../src/index.ts", import.meta.url));

test("every exported name says what it is, and every method of an exported class what it does", () => {
  const program = ts.createProgram([index], { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022, allowImportingTsExtensions: true, noEmit: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(index);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module).map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
  expect(exported.length).toBeGreaterThan(50);
  const silent = exported.flatMap((symbol) => [
    ...(isSilent(symbol) ? [symbol.name] : []),
    ...[...(symbol.flags & ts.SymbolFlags.Class ? (symbol.members?.values() ?? []) : [])].filter((member) => isOpen(member) && isSilent(member)).map((member) => `${symbol.name}.${member.name}`),
  ]);
  expect(silent).toEqual([]);

  function isSilent(symbol: ts.Symbol): boolean {
    return symbol.getDocumentationComment(checker).length === 0;
  }

  /** A method, accessor or function that others can call. Those that an interface documents are as documented there. */
  function isOpen(member: ts.Symbol): boolean {
    return (member.declarations ?? []).some(
      (d) => (ts.isMethodDeclaration(d) || ts.isGetAccessor(d) || ts.isPropertyDeclaration(d)) && !ts.isPrivateIdentifier(d.name) && !(ts.getCombinedModifierFlags(d) & ts.ModifierFlags.Private),
    );
  }
});
