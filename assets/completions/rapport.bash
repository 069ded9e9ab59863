# bash completion for rapport
_rapport()
{
    local word=${COMP_WORDS[COMP_CWORD]} command= i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        --db | --config | --now | --color) ((i++)) ;;
        -*) ;;
        *) command=${COMP_WORDS[i]}; break ;;
        esac
    done
    local words=
    case $command in
    '') words='add find list show edit tag rm restore-contact who path tie intro event log meet meetings prep questions debrief settle hook today board review why followup due done drop snooze rest rhythm stage pause routine draft drafts check sent send template stats target watch opening landed import imports export mutt-query undo redo history set backup restore check-db help docs --db --config --now --color --json --plain --quiet --verbose --demo --version --help' ;;
    add) words='--help --paste' ;;
    find) words='--help --sort --limit --count --group-by' ;;
    list) words='--help --sort --limit --count --group-by' ;;
    show) words='--help' ;;
    edit) words='--help --each' ;;
    tag) words='--help' ;;
    rm) words='--help --purge --yes --backups' ;;
    restore-contact) words='--help' ;;
    who) words='--help' ;;
    path) words='--help' ;;
    tie) words='--help' ;;
    intro) words='--help' ;;
    event) words='--help --on --with' ;;
    log) words='--help --in --out --channel --at --with --event --hook --occasion --subject --answer --outcome --length --place --anyway' ;;
    meet) words='--help --channel --with --event --length --place' ;;
    meetings) words='--help --not --with --series --all' ;;
    prep) words='--help' ;;
    questions) words='--help' ;;
    debrief) words='--help --topic --learned --hook --promise --met --draft' ;;
    settle) words='--help' ;;
    hook) words='--help' ;;
    today) words='--help --all --format' ;;
    board) words='--help --all' ;;
    review) words='--help' ;;
    why) words='--help' ;;
    followup) words='--help --repeat --promise' ;;
    due) words='--help --within --overdue --format' ;;
    done) words='--help' ;;
    drop) words='--help --only-this' ;;
    snooze) words='--help --following' ;;
    rest) words='--help --until' ;;
    rhythm) words='--help' ;;
    stage) words='--help' ;;
    pause) words='--help' ;;
    routine) words='--help' ;;
    draft) words='--help --template --channel --occasion --together --print' ;;
    drafts) words='--help' ;;
    check) words='--help --to --channel --occasion --subject --rules' ;;
    sent) words='--help --at --anyway' ;;
    send) words='--help --anyway --print --eml --drafts' ;;
    template) words='--help --occasion --channel --subject' ;;
    stats) words='--help' ;;
    target) words='--help' ;;
    watch) words='--help --off --looked' ;;
    opening) words='--help --link --closes --applied --answer --closed' ;;
    landed) words='--help --dry-run --yes' ;;
    import) words='--help --as --map --dry-run --activate' ;;
    imports) words='--help' ;;
    export) words='--help --format --output --force --raw --share --events' ;;
    mutt-query) words='--help' ;;
    undo) words='--help' ;;
    redo) words='--help' ;;
    history) words='--help --limit' ;;
    set) words='--help' ;;
    backup) words='--help --list' ;;
    restore) words='--help' ;;
    check-db) words='--help' ;;
    help) words='--help' ;;
    docs) words='--help' ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o default -F _rapport rapport
