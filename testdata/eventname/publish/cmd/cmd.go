// Package cmd declares commands.
package cmd

type SendMail struct{}

type MailCommand struct{}
