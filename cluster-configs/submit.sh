# shellcheck shell=bash disable=SC2034,SC2154 # variables go to and come from the scripts
# What submit scripts have in common. They source it after `here=` (their folder), with the arguments they were given, and
# find in
#
#   arguments   what is for Tacit
#   options     options for spark-submit: the settings of their folder
#   gpu         yes, where --gpu was among the arguments
#   log_here    options with which a driver on this machine logs as log4j2.properties says
#
# The launcher is ../tacit as seen from this file, or $TACIT.

fail() {
  printf '%s/submit: %s\n' "${here##*/}" "$1" >&2
  exit 2
}

# with_settings FILE: on top of spark-defaults.conf, as spark-submit reads one file of properties.
with_settings() {
  [[ -f $here/$1 ]] || fail "--gpu: there is no $1 in $here"
  local key value
  while read -r key value; do
    # Those that the user has given stay.
    if [[ $key == spark.* && " ${TACIT_SPARK_SUBMIT_ARGS:-} " != *" $key="* ]]; then options+=(--conf "$key=$value"); fi
  done <"$here/$1"
}

# deploy_mode DEFAULT: where the driver is to run.
deploy_mode() {
  local mode=${DEPLOY_MODE:-$1}
  [[ $mode == client || $mode == cluster ]] || fail "DEPLOY_MODE is to be client or cluster, not $mode"
  printf '%s' "$mode"
}

# hand_over OPTION ...: gives these options, the others and the arguments to the launcher, or says so. The words of
# `environment`, NAME=VALUE, are set for it.
hand_over() {
  local -a command=("${TACIT:-${here%/*/*}/tacit}" "$@" "${options[@]}" -- ${arguments[@]+"${arguments[@]}"})
  if ((${#environment[@]})); then command=(env "${environment[@]}" "${command[@]}"); fi
  if [[ $dry ]]; then
    printf '%q ' "${command[@]}"
    printf '\n'
  else
    exec "${command[@]}"
  fi
}

environment=()
arguments=()
options=(--properties-file "$here/spark-defaults.conf")
log_here=(--driver-java-options "-Dlog4j2.configurationFile=file:$here/log4j2.properties")
dry=
gpu=
for argument in "$@"; do
  case $argument in
    --dry-run) dry=yes ;;
    --gpu) gpu=yes ;;
    *) arguments+=("$argument") ;;
  esac
done
if [[ $gpu ]]; then with_settings spark-defaults-gpu.conf; fi
