package cli

import "github.com/spf13/cobra"

// preferencesTopic is the page of help about preferences; the keys are those of config.
func preferencesTopic() *cobra.Command {
	return &cobra.Command{
		Use:   "preferences",
		Short: "What can be preferred, in which files and variables, and how mail is sent",
		Long: `Preferences say how things look and by which way they leave; they never change what a
record means. Later ones count before earlier ones:

  .unmn.yaml in the register    language and output only: a register that somebody else
                                wrote chooses no program and no server
  config.yaml in your own       in $XDG_CONFIG_HOME/unmn, %APPDATA%\unmn or ~/.config/unmn,
    folder                      the first of these that is set
  UNMN_* in the environment
  flags

A key that does not exist is an error.

  language: sr-Cyrl             of documents: en, sr-Cyrl, sr-Latn        UNMN_LANGUAGE
  output: csv                   of lists: table, tsv, csv, md             UNMN_OUTPUT
  editor: code --wait           for edit and notes; else VISUAL, EDITOR   UNMN_EDITOR
  smtp:                         the mail server, for --send
    host: mail.example.org                                                UNMN_SMTP_HOST
    port: 587                   587 for starttls, 465 for tls, 25 for     UNMN_SMTP_PORT
                                none, unless given
    security: starttls          or tls, from the first byte on; none is   UNMN_SMTP_SECURITY
                                for a server on this machine alone
    user: secretariat           without it nobody logs in                 UNMN_SMTP_USER
    from: office@example.org    the mailbox of the secretariat in the     UNMN_SMTP_FROM
                                register unless given
    password_command: pass show unmn
                                prints the password                       UNMN_SMTP_PASSWORD
    trust_file: /etc/ssl/un.pem certificates (PEM) to trust beside those  UNMN_SMTP_TRUST_FILE
                                of the machine

The password itself is in no file: it comes from UNMN_SMTP_PASSWORD, else from what
password_command prints. An identity for commits is git's, not a preference.`,
	}
}
