package repo

import "strings"

// A stateGroup is one table of the page.
type stateGroup struct {
	name   string
	states []state
}

func stateGroups() []stateGroup {
	return []stateGroup{
		{"Where it lies", placeStates()},
		{"What HEAD stands on", headStates()},
		{"What git is in the middle of", progressStates()},
		{"How it is stored", storageStates()},
		{"The index", indexStates()},
		{"Line ends and filters", bytesStates()},
		{"Settings", settingStates()},
		{"The environment", environmentStates()},
		{"Damage", damageStates()},
	}
}

func placeStates() []state {
	return []state{
		{name: "work tree and `.git` in it"},
		{name: "a folder of the work tree", at: "records/members"},
		{name: "linked work tree", how: "git worktree add -q ../linked", at: "../linked"},
		{name: "work tree that others are linked to", how: "git worktree add -q ../linked"},
		{name: "linked work tree of a bare repository", how: "git clone -q --bare . ../bare.git; git -C ../bare.git worktree add -q ../linked main", at: "../linked"},
		{name: "linked work tree whose folder was removed", how: "git worktree add -q -f ../linked; rm -r ../linked"},
		{name: "linked work tree that was moved", how: "git worktree add -q ../linked; mv ../linked ../moved", at: "../moved",
			does: refused, kind: Unusual, says: "moved or copied", next: []string{"git worktree repair"}},
		{name: "linked work tree whose repository was moved", how: "git worktree add -q ../linked; mv ../register ../elsewhere", at: "../linked",
			does: refused, kind: Unusual, says: "there is no repository", blind: true, next: []string{"git worktree repair */linked"}, where: "../elsewhere"},
		{name: "submodule", how: "git clone -q . ../upstream; git -c protocol.file.allow=always submodule --quiet add ../upstream register; git commit -q -m outer", at: "register"},
		{name: "git directory set apart", how: "git init -q --separate-git-dir ../apart.git"},
		{name: "`.git` is a link", how: "mv .git ../apart.git; ln -s ../apart.git .git"},
		{name: "repository inside another", how: "git init -q .."},
		{name: "bare", how: "git clone -q --bare . ../bare.git", at: "../bare.git", does: refused, kind: Unusual, says: "bare",
			next: []string{"git clone */bare.git bare-register"}, then: "bare-register"},
		{name: "inside the git directory", at: ".git", does: refused, kind: Unusual, says: "inside of the git directory", next: []string{"cd .."}, then: ".."},
		{name: "set to be bare", how: "git config core.bare true", does: refused, kind: Unusual, says: "core.bare", next: []string{"git config core.bare false"}},
		{name: "files in another folder", how: "git config core.worktree /elsewhere", does: refused, kind: Unusual, says: "core.worktree",
			next: []string{"git config --unset core.worktree"}},
		{name: "`core.worktree` names this folder", how: "git config core.worktree ..", env: nil},
		{name: "owned by somebody else", how: "chown -R 12345 .", needs: "test $(id -u) = 0", does: refused, kind: Unusual, says: "belongs to somebody else",
			blind: true, next: []string{"git config --global --add safe.directory */register"}},
		{name: "`records` is a link", file: true, how: "mv records ../records; ln -s ../records records", does: refused, kind: Unusual, says: "is a symbolic link",
			next: []string{"rm records && git restore records"}},
	}
}

func headStates() []state {
	return []state{
		{name: "detached", how: "git checkout -q --detach", does: refused, kind: Unusual, says: "HEAD is detached",
			next: []string{"git switch main", "git switch -c from-*"}},
		{name: "detached, no branch", how: "git checkout -q --detach; git branch -q -D main", does: refused, kind: Unusual, says: "HEAD is detached",
			next: []string{"git switch -c from-*"}},
		{name: "on a tag", how: "git tag x; git symbolic-ref HEAD refs/tags/x", does: refused, kind: Unusual, says: "no branch", next: []string{"git switch main"}},
		{name: "unborn", how: "git checkout -q --orphan other", does: refused, kind: Unusual, says: "no commit yet", next: []string{"git switch main"}},
		{name: "on a branch checked out elsewhere", how: "git worktree add -q -f ../other main", does: refused, kind: Unusual, says: "checked out in",
			next: []string{"git switch -c main-2"}},
		{name: "a link", how: "rm .git/HEAD; ln -s refs/heads/main .git/HEAD", does: refused, kind: Unusual, says: "HEAD is a link", blind: true,
			next: []string{"git symbolic-ref HEAD refs/heads/main"}},
		{name: "branch with a folder, packed", how: "git checkout -q -b topic/one; git pack-refs --all"},
		{name: "branch in other letters", how: "git checkout -q -b тема/ćirilica"},
		{name: "branch that stands for another", how: "git branch trunk; git symbolic-ref refs/heads/main refs/heads/trunk"},
		{name: "detached in another work tree", how: "git worktree add -q --detach ../other"},
	}
}

func progressStates() []state {
	carryOn := func(name, how, says, command string) state {
		return state{name: name, how: how, stops: true, does: refused, kind: Unusual, says: says,
			next: []string{"git " + command + " --continue", "git " + command + " --abort"}}
	}
	several := func(name, command string) state {
		s := carryOn(name, "echo more >>README.md; git commit -q -a -m more; git branch more; git reset -q --keep HEAD~1; git "+command+" topic more",
			"a "+command+" of several commits", command)
		if command == "revert" {
			s.how = strings.Replace(s.how, "git branch more; git reset -q --keep HEAD~1; git revert topic more", "git revert --no-edit topic main", 1)
		}
		s.after = "git commit -q -m both"
		return s
	}
	return []state{
		carryOn("merge", "git merge -q topic", "a merge is in progress", "merge"),
		carryOn("rebase", "git rebase -q topic", "a rebase is in progress", "rebase"),
		carryOn("rebase by patches", "git rebase -q --apply topic", "a rebase is in progress", "rebase"),
		carryOn("patches from mail", "git format-patch -q -1 -o ../patches topic; git am -q ../patches/*", "git am is in progress", "am"),
		carryOn("cherry-pick", "git cherry-pick topic", "a cherry-pick is in progress", "cherry-pick"),
		carryOn("revert", "git revert --no-edit topic", "a revert is in progress", "revert"),
		several("cherry-picks, between two", "cherry-pick"),
		several("reverts, between two", "revert"),
		{name: "merge on a detached HEAD", how: "git checkout -q --detach; git merge -q topic", stops: true, does: refused, kind: Unusual, says: "a merge is in progress",
			next: []string{"git merge --continue", "git merge --abort"}, rest: "git switch -q main"},
		{name: "bisect", how: "git bisect start", does: refused, kind: Unusual, says: "a bisect is in progress", next: []string{"git bisect reset"}},
	}
}

func storageStates() []state {
	return []state{
		{name: "packed", how: "git gc -q --prune=now; git pack-refs --all"},
		{name: "commit graph", how: "git commit-graph write --reachable"},
		{name: "index of many packs", how: "git repack -q -a -d; git commit -q --allow-empty -m more; git repack -q -d; git multi-pack-index write"},
		{name: "tags and references of a remote", how: "git tag v1; git tag -a -m two v2; git clone -q . ../clone", at: "../clone"},
		{name: "shallow clone", how: "git commit -q --allow-empty -m more; git clone -q --depth 1 file://$PWD ../shallow", at: "../shallow", note: "the history ends where the clone does"},
		{name: "borrowed objects", how: "git gc -q; git clone -q --shared . ../borrower", at: "../borrower"},
		{name: "borrowed objects, by relative and further steps", how: "git clone -q --shared . ../one; git clone -q --shared ../one ../two; echo ../../../one/.git/objects >../two/.git/objects/info/alternates", at: "../two"},
		{name: "borrowed objects that are gone", how: "git clone -q --shared . ../borrower; mv .git .gone", at: "../borrower", does: refused, kind: Damaged,
			says: "which is not there", blind: true, next: []string{"git fsck"}, shows: true},
		{name: "partial clone", how: "git config uploadpack.allowFilter true; git clone -q --filter=blob:none file://$PWD ../partial", at: "../partial",
			note: "an object that was left out is named, with `git fetch --refetch --no-filter`"},
		{name: "sha256", how: "rm -r .git; git init -q -b main --object-format=sha256; git add .; git commit -q -m begin", does: refused, kind: Unusual, says: "sha256",
			blind: true, next: []string{asSHA1}, then: "../sha1"},
		{name: "reftable", how: "git refs migrate --ref-format=reftable", needs: "git refs list -h || test $? = 129", does: refused, kind: Unusual, says: "reftable", blind: true,
			next: []string{"git refs migrate --ref-format=files"}},
		{name: "grafts", how: "git rev-parse HEAD >.git/info/grafts", does: refused, kind: Unusual, says: "grafted", next: []string{"rm .git/info/grafts"}},
		{name: "replaced objects", how: "git replace HEAD $(git commit-tree -m other HEAD^{tree})", does: refused, kind: Unusual, says: "replaces objects",
			next: []string{"git replace -d *"}},
		{name: "replaced objects, packed", how: "git replace HEAD $(git commit-tree -m other HEAD^{tree}); git pack-refs --all", does: refused, kind: Unusual,
			says: "replaces objects", next: []string{"git replace -d *"}},
		{name: "unknown extension", how: "git config extensions.fancy true", does: refused, kind: Unusual, says: "an extension", blind: true},
		{name: "unknown format", how: "git config core.repositoryformatversion 7", does: refused, kind: Unusual, says: "format", blind: true},
		{name: "format 1", how: "git config core.repositoryformatversion 1; git config extensions.objectFormat sha1"},
	}
}

func indexStates() []state {
	const p = touchedSecond
	return []state{
		{name: "version 3", how: "echo x >x; git add -N x"},
		{name: "version 4", how: "git update-index --index-version 4"},
		{name: "version 4, in blocks", how: "git config index.threads 4; git update-index --index-version 4"},
		{name: "split", how: "git update-index --split-index", does: refused, kind: Unusual, says: "split",
			next: []string{"git config core.splitIndex false && git update-index --no-split-index"}},
		{name: "split, by a setting", how: "git config core.splitIndex true; git update-index --force-write-index", does: refused, kind: Unusual, says: "split",
			next: []string{"git config core.splitIndex false && git update-index --no-split-index"}},
		{name: "sparse checkout", how: "git sparse-checkout set --cone records/members", does: refused, kind: Unusual, says: "checked out", next: []string{"git sparse-checkout disable"}},
		{name: "sparse checkout by patterns", how: "git sparse-checkout set --no-cone /records/members/", does: refused, kind: Unusual, says: "checked out", next: []string{"git sparse-checkout disable"}},
		{name: "sparse index", how: "git sparse-checkout set --cone --sparse-index records/members", does: refused, kind: Unusual, says: "checked out", next: []string{"git sparse-checkout disable"}},
		{name: "untracked cache", how: "git update-index --force-untracked-cache; git status"},
		{name: "file system monitor", how: `printf '#!/bin/sh\nprintf "now\\0/\\0"\n' >.git/watch; chmod +x .git/watch; git config core.fsmonitor .git/watch; git update-index --fsmonitor`, note: "the program it names is not run"},
		{name: "without a checksum", how: "git -c index.skipHash=true update-index --force-write-index"},
		{name: "with the end of its entries", how: "git -c index.threads=4 update-index --force-write-index"},
		{name: "a file in conflict", file: true, how: "b=$(git rev-parse HEAD:" + p + "); printf '0 " + zeros + "\\t" + p + "\\n100644 '$b' 1\\t" + p + "\\n100644 '$b' 2\\t" + p + "\\n' | git update-index --index-info",
			does: refused, kind: Unusual, says: "in conflict", next: []string{"git add " + p}},
		{name: "a file that is to be added", file: true, how: "git rm -q --cached " + p + "; git add -N " + p, does: refused, kind: Unusual, says: "intended",
			next: []string{"git add " + p, "git reset " + p}},
		{name: "a file assumed unchanged", file: true, how: "git update-index --assume-unchanged " + p, does: refused, kind: Unusual, says: "assume-unchanged",
			next: []string{"git update-index --no-assume-unchanged " + p}},
		{name: "a file skipped", file: true, how: "git update-index --skip-worktree " + p, does: refused, kind: Unusual, says: "skip-worktree",
			next: []string{"git update-index --no-skip-worktree " + p}},
	}
}

const zeros = "0000000000000000000000000000000000000000"

func bytesStates() []state {
	const lf = "echo 'records/** text eol=lf' >>.gitattributes"
	windows := func(name, how string) state {
		return state{name: name, how: how, does: refused, kind: Unusual, says: "Windows line ends", next: []string{lf}}
	}
	other := func(name, how, attribute string) state {
		return state{name: name, how: how, does: refused, kind: Unusual, says: "the attribute " + attribute,
			next: []string{"echo 'records/** -" + attribute + "' >>.git/info/attributes"}}
	}
	return []state{
		windows("Windows line ends, by setting", "git config core.autocrlf true"),
		{name: "Windows line ends, but not in records", how: "echo 'records/** text eol=lf merge=unmn' >.gitattributes; git config core.autocrlf true"},
		{name: "line feeds by setting", how: "git config core.autocrlf input"},
		windows("Windows line ends, by attribute", "echo '*.yaml text eol=crlf' >.gitattributes"),
		windows("Windows line ends, by `core.eol`", "git config core.eol crlf; echo '*.yaml text' >records/.gitattributes"),
		{name: "line feeds by attribute", how: "echo '* text=auto eol=lf' >.gitattributes"},
		{name: "records as bytes", how: "echo 'records/** binary' >.gitattributes; git config core.autocrlf true"},
		other("encoding", "echo '*.yaml working-tree-encoding=UTF-16' >.git/info/attributes", "working-tree-encoding"),
		other("filter", "echo 'records/** filter=lfs' >.gitattributes", "filter"),
		other("filter that is required", "git config filter.x.required true; git config filter.x.clean cat; git config filter.x.smudge cat; echo 'records/** filter=x' >.gitattributes", "filter"),
		other("filter of the clone", "echo 'iom.yaml filter=x' >.git/info/attributes", "filter"),
		other("filter of the user", `echo '*.yaml filter=x' >"$HOME/attributes"; git config --global core.attributesFile '~/attributes'`, "filter"),
		other("filter in a macro", "printf '[attr]big filter=x\\nrecords/members/*.yaml big\\n' >.gitattributes", "filter"),
		other("keywords", "echo '*.yaml ident' >.gitattributes", "ident"),
		{name: "filter elsewhere", how: "echo '*.png filter=lfs diff=lfs merge=lfs -text' >.gitattributes"},
	}
}

// sshKey makes a key.
const sshKey = `ssh-keygen -q -t ed25519 -N '' -f "$HOME/key"; `

func settingStates() []state {
	refuse := func(name, how, says string, next ...string) state {
		return state{name: name, how: how, does: refused, kind: Unusual, says: says, next: next}
	}
	return []state{
		{name: "settings per work tree", how: "git config extensions.worktreeConfig true; git config --worktree core.filemode false"},
		{name: "settings per linked work tree", how: "git worktree add -q ../linked; git config extensions.worktreeConfig true; git -C ../linked config --worktree core.filemode false", at: "../linked"},
		refuse("settings from another file", "printf '[core]\\n' >../settings; git config include.path ../../settings", "includes another file", "git config --unset-all include.path"),
		refuse("settings from another file here", "printf '[core]\\n' >../settings; git config includeIf.gitdir:register/.path ../../settings", "includes another file",
			"git config --unset-all includeif.gitdir:register/.path"),
		{name: "settings from another file elsewhere", how: "git config includeIf.gitdir:/elsewhere/.path /dev/zero"},
		{name: "signing by ssh", how: sshKey + `git config --global gpg.format ssh; git config --global user.signingKey '~/key.pub'; git config commit.gpgsign true`, needs: "command -v ssh-keygen",
			note: "the commit is signed"},
		refuse("signing, and no key", `mkdir "$HOME/.ssh"; ssh-keygen -q -t ed25519 -N "" -f "$HOME/.ssh/id_ed25519"; `+"git config --global gpg.format ssh; git config commit.gpgsign true", "no key is named",
			"git config --global user.signingKey ~/.ssh/id_ed25519.pub", "git config commit.gpgsign false"),
		refuse("signing, and no program", "git config --global gpg.program no-such-program; git config commit.gpgsign true", "is not found", "git config commit.gpgsign false"),
		refuse("signing by a program of the repository", "git config --global gpg.format ssh; git config gpg.ssh.program ./sign; git config --global commit.gpgsign true; "+
			sshKey+"git config --global user.signingKey ~/key.pub", "only your own configuration may", "git config --unset gpg.ssh.program"),
		{name: "signing turned off here", how: "git config --global commit.gpgsign true; git config commit.gpgsign false"},
		refuse("shared by permissions", "git config core.sharedRepository group", "shared", "git config --unset core.sharedRepository"),
		{name: "modes of files mean nothing", how: "git config core.filemode false; chmod +x records/members/iom.yaml"},
		{name: "no links", how: "ln -s README.md link; git add link; git commit -q -m link; git config core.symlinks false; rm link; printf README.md >link"},
		{name: "a disk that folds case", how: "git config core.ignorecase true"},
		{name: "no reflogs", how: "git config core.logAllRefUpdates false"},
		{name: "hooks", how: `for h in pre-commit commit-msg post-commit reference-transaction; do printf '#!/bin/sh\nexit 1\n' >.git/hooks/$h; done; chmod +x .git/hooks/post-commit`, note: "none is run, and `unmn` says so"},
		{name: "hooks in another folder", how: `mkdir ../hooks; printf '#!/bin/sh\nexit 1\n' >../hooks/pre-commit; chmod +x ../hooks/pre-commit; git config core.hooksPath ../hooks`, note: "none is run, and `unmn` says so"},
	}
}

func environmentStates() []state {
	set := func(name, value string, blind bool) state {
		return state{name: "`" + name + "` names another place", env: []string{name, value}, does: refused, kind: Unusual, says: name, blind: blind, next: []string{"unset " + name}}
	}
	return []state{
		{name: "as a hook sees it", env: []string{"GIT_DIR", "$PWD/.git", "GIT_WORK_TREE", "$PWD", "GIT_INDEX_FILE", "$PWD/.git/index"}},
		set("GIT_DIR", "/elsewhere", true),
		set("GIT_WORK_TREE", "/elsewhere", true),
		set("GIT_COMMON_DIR", "/elsewhere", true),
		set("GIT_INDEX_FILE", "/elsewhere", false),
		set("GIT_OBJECT_DIRECTORY", "/elsewhere", false),
		set("GIT_ALTERNATE_OBJECT_DIRECTORIES", "/elsewhere", false),
		set("GIT_NAMESPACE", "other", false),
	}
}

func damageStates() []state {
	const p = touchedSecond
	damage := func(name, how, says string, blind bool) state {
		return state{name: name, how: how, does: refused, kind: Damaged, says: says, blind: blind, next: []string{"git fsck"}, shows: true}
	}
	return []state{
		damage("garbled HEAD", "echo 'ref: ' >.git/HEAD", "HEAD", true),
		damage("empty branch", ": >.git/refs/heads/main", "refs/heads/main", true),
		{name: "branch that is a link", how: "mv .git/refs/heads/main ../main; ln -s ../../../../main .git/refs/heads/main", does: refused, kind: Damaged, says: "refs/heads/main", blind: true,
			next: []string{"git pack-refs --all"}},
		damage("garbled packed references", "git pack-refs --all; echo x >.git/packed-refs", "packed-refs", true),
		damage("garbled index", "printf DIRC >.git/index", "index", false),
		damage("changed index", "sed -i s/README/XEADME/ .git/index", "checksum", false),
		damage("missing commit", "echo 1111111111111111111111111111111111111111 >.git/refs/heads/main", "missing", true),
		damage("garbled tree", "h=$(git rev-parse HEAD^{tree}); f=.git/objects/$(echo $h | cut -c1-2)/$(echo $h | cut -c3-); chmod +w $f; echo x >$f", "object", false),
		{name: "garbled journal of a change", how: "mkdir .git/unmn; echo x >.git/unmn/journal", does: refused, kind: Damaged, says: "journal", next: []string{"git status && rm .git/unmn/journal"}},
		damage("garbled settings", "echo '[core' >.git/config", "configuration", true),
		{name: "a link in HEAD", file: true, how: "rm " + p + "; ln -s undp.yaml " + p + "; git commit -q -a -m link", does: refused, kind: Unusual, says: "is a link", next: []string{"git ls-tree HEAD " + p}, shows: true},
		{name: "a submodule in HEAD", file: true, how: "git update-index --cacheinfo 160000,$(git rev-parse HEAD)," + p + "; git commit -q -m submodule", does: refused, kind: Unusual, says: "a submodule", next: []string{"git ls-tree HEAD " + p}, shows: true},
		{name: "a folder in HEAD", file: true, how: "rm " + p + "; mkdir " + p + "; echo x >" + p + "/x; git add .; git commit -q -m folder", does: refused, kind: Unusual, says: "is a folder"},
	}
}
