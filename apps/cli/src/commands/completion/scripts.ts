import type { Shell } from "../../surface/commands/aid-commands.ts";
import type { CommandBody } from "../context.ts";

/** Prints the script of a shell. */
export const completionScript: CommandBody = ({ operands: [shell = ""] }) => {
  const script = scripts[shell as Shell];
  return { exitCode: 0, document: { ok: true, shell, script }, text: script };
};

/** For each shell the script that makes it ask the command line for candidates. */
export const scripts: Readonly<Record<Shell, string>> = {
  bash: `# aom-workflow completion for bash. To load it: eval "$(aom-workflow completion bash)"
_aom_workflow() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      compopt -o default 2>/dev/null
    elif [[ $line == :nospace ]]; then
      compopt -o nospace 2>/dev/null
    else
      printf -v line %q "\${line%%$'\\t'*}"
      COMPREPLY+=("$line")
    fi
  done < <(aom-workflow __complete bash "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
# The order is kept where bash (4.4) can.
complete -o nosort -F _aom_workflow aom-workflow 2>/dev/null || complete -F _aom_workflow aom-workflow`,

  zsh: `#compdef aom-workflow
# aom-workflow completion for zsh. To load it: eval "$(aom-workflow completion zsh)" after compinit
_aom_workflow() {
  local -a candidates ending
  local line value description
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      _files
      return
    elif [[ $line == :nospace ]]; then
      ending=(-S '')
      continue
    fi
    value=\${\${line%%$'\\t'*}#--*=}
    description=\${line#*$'\\t'}
    candidates+=("\${value//:/\\\\:}\${description:+:$description}")
  done < <(aom-workflow __complete zsh "\${(@)words[2,CURRENT]}" 2>/dev/null)
  compset -P '--*='
  _describe -V aom-workflow candidates "\${ending[@]}"
}
if [[ $funcstack[1] == _aom_workflow ]]; then
  _aom_workflow "$@"
else
  compdef _aom_workflow aom-workflow
fi`,

  fish: `# aom-workflow completion for fish. To load it: aom-workflow completion fish | source
function __aom_workflow_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines (aom-workflow __complete fish $words[2..-1] "$current" 2>/dev/null)
    if test "$lines[1]" = ":files"
        __fish_complete_path "$current"
    else if set -q lines[1]
        string match -v :nospace -- $lines
    end
end
complete -c aom-workflow -f -k -a '(__aom_workflow_complete)'`,

  powershell: `# aom-workflow completion for PowerShell. To load it: aom-workflow completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName aom-workflow -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  # A word that is empty would get lost on its way in older versions, hence the plus.
  aom-workflow __complete powershell @words "+$wordToComplete" 2>$null | Where-Object { $_ -notlike ':*' } | ForEach-Object {
    $value, $description = $_ -split "\`t", 2
    if (-not $description) { $description = $value }
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $description)
  }
}`,
};
