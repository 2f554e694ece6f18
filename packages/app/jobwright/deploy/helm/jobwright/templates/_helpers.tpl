{{- define "jobwright.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "jobwright.selectorLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "jobwright.labels" -}}
{{ include "jobwright.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "jobwright.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "jobwright.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "jobwright.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{/* The configuration as given, with the mounted volumes where it names none. */}}
{{- define "jobwright.configuration" -}}
{{- $own := dict "state" (dict "directory" "/state") -}}
{{- if .Values.secrets.existingSecret -}}
{{- $_ := set $own "secrets" (dict "providers" (list (dict "type" "files" "directory" "/secrets"))) -}}
{{- end -}}
{{- if .Values.connectors.volume -}}
{{- $_ := set $own "connectors" (dict "modules" (list "/connectors")) -}}
{{- end -}}
{{- /* Several clusters are instead of the one that the defaults have. */}}
{{- $given := ternary (omit .Values.configuration "cluster") .Values.configuration (hasKey .Values.configuration "clusters") -}}
{{- toYaml (mergeOverwrite $own (deepCopy $given)) -}}
{{- end -}}
